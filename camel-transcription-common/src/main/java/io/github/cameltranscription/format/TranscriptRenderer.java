/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import io.github.cameltranscription.subtitle.CueLayout;
import io.github.cameltranscription.subtitle.SrtRenderer;
import io.github.cameltranscription.subtitle.VttRenderer;
import io.github.cameltranscription.transcript.TextReply;
import io.github.cameltranscription.transcript.Transcript;

/** Renders a transcript in an output format. */
public final class TranscriptRenderer {

    private TranscriptRenderer() {}

    /**
     * The transcript in this format.
     *
     * @param transcript the transcript
     * @param format the format
     * @param layout the limits of a cue's text, for SRT and WebVTT
     * @return            the transcript itself for {@link OutputFormat#TRANSCRIPT}, else a String
     */
    public static Object render(Transcript transcript, OutputFormat format, CueLayout layout) {
        return switch (format) {
            case TRANSCRIPT -> transcript;
            case TEXT -> transcript.text();
            case JSON -> TranscriptJson.write(transcript);
            case SRT -> SrtRenderer.render(transcript, layout);
            case VTT -> VttRenderer.render(transcript, layout);
            case CSV -> CsvRenderer.render(transcript);
            case RAW -> transcript.raw() == null ? TranscriptJson.write(transcript) : transcript.raw();
        };
    }

    /**
     * Renders another reply in this format.
     *
     * @param  reply  the reply
     * @param format the format; one for subtitles or tables gives the text
     * @return        the reply itself for {@link OutputFormat#TRANSCRIPT}, else a String
     */
    public static Object render(TextReply reply, OutputFormat format) {
        return switch (format) {
            case TRANSCRIPT -> reply;
            case JSON -> reply.toJson();
            case RAW -> reply.raw();
            case TEXT, SRT, VTT, CSV -> reply.toText();
        };
    }
}

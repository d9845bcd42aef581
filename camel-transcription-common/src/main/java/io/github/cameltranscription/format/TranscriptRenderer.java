/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import io.github.cameltranscription.subtitle.CueLayout;
import io.github.cameltranscription.subtitle.SrtRenderer;
import io.github.cameltranscription.subtitle.VttRenderer;
import io.github.cameltranscription.transcript.TextReply;
import io.github.cameltranscription.transcript.Transcript;

/** Turns a transcript into the format that the user asked for. */
public final class TranscriptRenderer {

    private TranscriptRenderer() {}

    /**
     * The transcript in this format.
     *
     * @param  transcript what was said
     * @param  format     the format wanted
     * @param  layout     how much text one cue may hold; only SRT and WebVTT have cues
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
     * A reply that is no transcript in this format.
     *
     * @param  reply  the reply
     * @param  format the format wanted; one for subtitles or tables gives the text
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

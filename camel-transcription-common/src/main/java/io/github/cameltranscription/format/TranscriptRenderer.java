/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.format;

import io.github.cameltranscription.subtitle.CueLayout;
import io.github.cameltranscription.subtitle.SrtRenderer;
import io.github.cameltranscription.subtitle.VttRenderer;
import io.github.cameltranscription.transcript.TextReply;
import io.github.cameltranscription.transcript.Transcript;

/** Renders a reply in an output format. */
public final class TranscriptRenderer {

    private TranscriptRenderer() {}

    /**
     * The reply in this format.
     *
     * @param format the format; one for subtitles or tables gives the text of a reply that is no transcript
     * @param layout the limits of a cue's text, for SRT and WebVTT
     * @return the reply itself for {@link OutputFormat#TRANSCRIPT}, else a String
     */
    public static Object render(TextReply reply, OutputFormat format, CueLayout layout) {
        return switch (format) {
            case TRANSCRIPT -> reply;
            case TEXT -> reply.toText();
            case JSON -> reply.toJson();
            case RAW -> reply.raw() == null ? reply.toJson() : reply.raw();
            case SRT -> reply instanceof Transcript cues ? SrtRenderer.render(cues, layout) : reply.toText();
            case VTT -> reply instanceof Transcript cues ? VttRenderer.render(cues, layout) : reply.toText();
            case CSV -> reply instanceof Transcript rows ? CsvRenderer.render(rows) : reply.toText();
        };
    }

    /** The reply in this format, with subtitles in the default layout. */
    public static Object render(TextReply reply, OutputFormat format) {
        return render(reply, format, CueLayout.DEFAULT);
    }
}

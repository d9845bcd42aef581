/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.List;

import io.github.cameltranscription.transcript.Transcript;

/**
 * Renders a transcript as WebVTT subtitles, valid by the W3C's syntax and not only by its forgiving parser.
 *
 * <p>A known speaker is the voice of the cue ({@code <v Anna>}). What would be markup in the text is escaped, so that
 * the reader gets the text that was said, character by character.
 */
public final class VttRenderer {

    /** Timing line, voice and line ends, about. */
    private static final int FRAME = 48;

    private VttRenderer() {}

    /**
     * The transcript as WebVTT.
     *
     * @param  transcript what was said
     * @param  layout     how much text one cue may hold
     * @return            the header and the cues, with line feeds; the header alone if nothing was said
     */
    public static String render(Transcript transcript, CueLayout layout) {
        List<Cue> cues = CueBuilder.build(transcript, layout, speaker -> 0);
        StringBuilder out = new StringBuilder(length(cues)).append("WEBVTT\n");
        CueTimes times = new CueTimes('.');
        for (Cue cue : cues) {
            out.append('\n');
            times.append(out, cue);
            out.append('\n');
            if (cue.speaker() != null) {
                out.append("<v ");
                appendEscaped(out, cue.speaker());
                out.append('>');
            }
            appendEscaped(out, cue.text());
            out.append('\n');
        }
        return out.toString();
    }

    private static void appendEscaped(StringBuilder out, String text) {
        int written = 0;
        for (int i = 0; i < text.length(); i++) {
            String escaped =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        default -> null;
                    };
            if (escaped != null) {
                out.append(text, written, i).append(escaped);
                written = i + 1;
            }
        }
        out.append(text, written, text.length());
    }

    private static int length(List<Cue> cues) {
        long length = 0;
        for (Cue cue : cues) {
            length += FRAME + cue.text().length();
        }
        return (int) Math.min(length, Integer.MAX_VALUE - 8);
    }
}

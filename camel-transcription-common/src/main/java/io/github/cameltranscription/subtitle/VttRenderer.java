/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.cameltranscription.transcript.Transcript;

/**
 * Renders a transcript as WebVTT subtitles that are valid by the W3C's syntax, which is stricter than its parser.
 *
 * <p>A known speaker is the voice of the cue ({@code <v Anna>}), and an emotion other than neutral a class of its text
 * ({@code <c.angry>}). Markup characters in the text are escaped.
 */
public final class VttRenderer {

    /** Characters that a style sheet can name without escapes. */
    private static final Pattern CLASS_NAME = Pattern.compile("[\\p{IsAlphabetic}_](-?[\\p{IsAlphabetic}\\d_])*");

    private VttRenderer() {}

    /** The transcript as WebVTT: the header and the cues, with line feeds; only the header without speech. */
    public static String render(Transcript transcript, CueLayout layout) {
        List<Cue> cues = CueBuilder.build(transcript, layout, (speaker, emotion) -> 0);
        StringBuilder out = new StringBuilder("WEBVTT\n");
        Map<String, String> names = new SpeakerNames().shown(transcript);
        for (Cue cue : cues) {
            out.append('\n');
            cue.appendTimes(out, '.');
            out.append('\n');
            if (cue.speaker() != null) {
                String name = names.getOrDefault(cue.speaker(), cue.speaker());
                out.append("<v ").append(escaped(name));
                // With the bracket after it, it would be the arrow of a timing line. The added blank is not part of the
                // name.
                out.append(name.endsWith("--") ? " >" : ">");
            }
            boolean emotional =
                    cue.emotion() != null && CLASS_NAME.matcher(cue.emotion()).matches();
            if (emotional) {
                out.append("<c.").append(cue.emotion()).append('>');
            }
            out.append(escaped(cue.text()));
            if (emotional) {
                out.append("</c>");
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

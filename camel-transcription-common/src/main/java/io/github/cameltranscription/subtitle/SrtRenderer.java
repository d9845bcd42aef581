/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.List;

import io.github.cameltranscription.transcript.Transcript;

/**
 * Renders a transcript as SubRip subtitles (SRT).
 *
 * <p>SRT has no markup for speakers and no way to escape anything. So a known speaker stands before the text of each
 * cue, as in {@code Anna: Yes}, shortened if the name would take more than half of a line, and an emotion other than
 * neutral as in {@code Anna: [angry] Yes}; and an arrow {@code -->} in the text, which a player would take for a timing
 * line, becomes the arrow character. Lines end with a line feed, which every player reads and every tool for text
 * prefers.
 */
public final class SrtRenderer {

    private static final String TIMING_ARROW = "-->";

    private static final String ARROW = "\u2192";

    private SrtRenderer() {}

    /** The transcript as SRT: cues numbered from 1, each followed by an empty line; empty without speech. */
    public static String render(Transcript transcript, CueLayout layout) {
        SpeakerLabels labels = new SpeakerLabels(layout, transcript);
        List<Cue> cues = CueBuilder.build(transcript, layout, (speaker, emotion) -> labels.label(speaker, emotion)
                .length());
        StringBuilder out = new StringBuilder();
        int index = 0;
        for (Cue cue : cues) {
            out.append(++index).append('\n');
            cue.appendTimes(out, ',');
            out.append('\n')
                    .append(neutral(labels.label(cue.speaker(), cue.emotion())))
                    .append(neutral(cue.text()))
                    .append("\n\n");
        }
        return out.toString();
    }

    private static String neutral(String text) {
        return text.replace(TIMING_ARROW, ARROW);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.HashMap;
import java.util.Map;

import io.github.cameltranscription.transcript.Transcript;

/**
 * The speaker's name, and the emotion, before the text of an SRT cue, as in {@code Anna: [angry] Yes}: SRT has no markup
 * for them.
 */
final class SpeakerLabels {

    private static final String SEPARATOR = ": ";

    /** The minimum length of a name; an emotion that leaves less is not shown. */
    private static final int SHORTEST_NAME = 4;

    private final int maxLength;
    private final Map<String, String> names;
    private final Map<String, String> withoutEmotion = new HashMap<>();

    /** Labels of this transcript's speakers that leave at least half of each line for the text. */
    SpeakerLabels(CueLayout layout, Transcript transcript) {
        maxLength = layout.maxLineLength() / 2 - SEPARATOR.length();
        names = new SpeakerNames().shown(transcript);
    }

    /** The label with its separators; empty if neither is known. */
    String label(String speaker, String emotion) {
        return emotion == null
                ? withoutEmotion.computeIfAbsent(speaker, name -> labelled(name, null))
                : labelled(speaker, emotion);
    }

    private String labelled(String speaker, String emotion) {
        String note = emotion == null ? "" : "[" + emotion + "] ";
        if (maxLength - note.length() < SHORTEST_NAME) {
            note = "";
        }
        return speaker == null
                ? note
                : SpeakerNames.shortened(names.getOrDefault(speaker, speaker), maxLength - note.length())
                        + SEPARATOR
                        + note;
    }
}

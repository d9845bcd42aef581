/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.HashMap;
import java.util.Map;

import io.github.cameltranscription.transcript.Emotion;
import io.github.cameltranscription.transcript.Transcript;

/**
 * Cleans the names of speakers and emotions, each of them once: a few people speak all the time. A name stands in each of
 * its cues, so a longer one than any person has is cut.
 */
final class SpeakerNames {

    /** Nothing that a reader needs to know (Palatine's word, from the vendor's public documentation). */
    private static final String NO_EMOTION = "neutral";

    /** UTF-16 units of a name, the ellipsis included. */
    static final int LONGEST = 100;

    private static final char ELLIPSIS = '\u2026';

    private final CueText cueText = new CueText();
    private final Map<String, String> clean = new HashMap<>();

    /** The name as it can stand in a cue; {@code null} if there is none, or nothing of it is visible. */
    String clean(String raw) {
        if (raw == null) {
            return null;
        }
        String name = clean.computeIfAbsent(raw, given -> shortened(cueText.clean(given), LONGEST));
        return name.isEmpty() ? null : name;
    }

    /** The emotion as it can stand in a cue; {@code null} if there is none to tell. */
    String emotion(Emotion emotion) {
        String label = emotion == null ? null : clean(emotion.label());
        return NO_EMOTION.equalsIgnoreCase(label) ? null : label;
    }

    /** What readers are shown for the speakers of whom more than a label is known, by their clean labels. */
    Map<String, String> shown(Transcript transcript) {
        Map<String, String> shown = new HashMap<>();
        for (String speaker : transcript.speakers().keySet()) {
            String label = clean(speaker);
            String name = clean(transcript.nameOf(speaker));
            if (label != null && name != null) {
                shown.put(label, name);
            }
        }
        return shown;
    }

    /** A name of at most so many UTF-16 units, with an ellipsis where it is cut. */
    static String shortened(String name, int length) {
        if (name.length() <= length) {
            return name;
        }
        int cut = length - 1;
        cut -= Character.isLowSurrogate(name.charAt(cut)) ? 1 : 0;
        return name.substring(0, cut).strip() + ELLIPSIS;
    }
}

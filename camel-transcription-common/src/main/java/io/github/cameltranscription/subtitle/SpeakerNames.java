/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.HashMap;
import java.util.Map;

import io.github.cameltranscription.transcript.Emotion;
import io.github.cameltranscription.transcript.Transcript;

/**
 * Cleans the names of speakers and emotions, each name once. A name appears in each of its cues, so an overlong name is
 * cut.
 */
final class SpeakerNames {

    /** The emotion that is not shown (Palatine's word, from the vendor's public documentation). */
    private static final String NO_EMOTION = "neutral";

    /** The maximum of UTF-16 units of a name, including the ellipsis. */
    static final int LONGEST = 100;

    private static final char ELLIPSIS = '\u2026';

    private final CueText cueText = new CueText();
    private final Map<String, String> clean = new HashMap<>();

    /** The name for a cue; {@code null} if there is none, or it has no visible character. */
    String clean(String raw) {
        if (raw == null) {
            return null;
        }
        String name = clean.computeIfAbsent(raw, given -> shortened(cueText.clean(given), LONGEST));
        return name.isEmpty() ? null : name;
    }

    /** The emotion for a cue; {@code null} if there is none or it is neutral. */
    String emotion(Emotion emotion) {
        String label = emotion == null ? null : clean(emotion.label());
        return NO_EMOTION.equalsIgnoreCase(label) ? null : label;
    }

    /** The names of speakers that have more than a label, by their clean labels. */
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

    /** Cuts a name to a number of UTF-16 units, with an ellipsis. */
    static String shortened(String name, int length) {
        if (name.length() <= length) {
            return name;
        }
        int cut = length - 1;
        cut -= Character.isLowSurrogate(name.charAt(cut)) ? 1 : 0;
        return name.substring(0, cut).strip() + ELLIPSIS;
    }
}

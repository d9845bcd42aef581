/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.HashMap;
import java.util.Map;

import io.github.cameltranscription.transcript.Emotion;
import io.github.cameltranscription.transcript.Transcript;

/** Cleans the names of speakers and emotions, each of them once: a few people speak all the time. */
final class SpeakerNames {

    /** Nothing that a reader has to be told (Palatine's word, from the vendor's public documentation). */
    private static final String NO_EMOTION = "neutral";

    private final CueText cueText = new CueText();
    private final Map<String, String> clean = new HashMap<>();

    /** The name as it can stand in a cue; {@code null} if there is none, or nothing of it is visible. */
    String clean(String raw) {
        if (raw == null) {
            return null;
        }
        String name = clean.computeIfAbsent(raw, cueText::clean);
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
}

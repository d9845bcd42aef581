/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.HashMap;
import java.util.Map;

/** Cleans the names of speakers, each of them once: a few people speak all the time. */
final class SpeakerNames {

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
}

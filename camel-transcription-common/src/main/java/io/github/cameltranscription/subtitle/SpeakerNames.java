/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Objects;

/** Cleans the names of speakers, of whom the last one mostly goes on speaking. */
final class SpeakerNames {

    private final CueText cueText = new CueText();
    private String lastRaw;
    private String lastClean;

    /** The name as it can stand in a cue; {@code null} if there is none, or nothing of it is visible. */
    String clean(String raw) {
        if (!Objects.equals(raw, lastRaw)) {
            String clean = cueText.clean(raw == null ? "" : raw);
            lastRaw = raw;
            lastClean = clean.isEmpty() ? null : clean;
        }
        return lastClean;
    }
}

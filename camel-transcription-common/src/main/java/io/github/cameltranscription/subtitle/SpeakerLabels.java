/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.HashMap;
import java.util.Map;

/** The speaker's name before the text of an SRT cue, as in {@code Anna: Yes}: SRT has no markup for it. */
final class SpeakerLabels {

    private static final String SEPARATOR = ": ";

    private static final char ELLIPSIS = '\u2026';

    private final int maxLength;
    private final Map<String, String> labels = new HashMap<>();

    /** Labels that leave at least half of each line for the text. */
    SpeakerLabels(CueLayout layout) {
        maxLength = layout.maxLineLength() / 2 - SEPARATOR.length();
    }

    /** The label with its separator; empty if the speaker is not known. */
    String label(String speaker) {
        return speaker == null ? "" : labels.computeIfAbsent(speaker, name -> shortened(name) + SEPARATOR);
    }

    private String shortened(String speaker) {
        if (speaker.length() <= maxLength) {
            return speaker;
        }
        int cut = maxLength - 1;
        cut -= Character.isLowSurrogate(speaker.charAt(cut)) ? 1 : 0;
        return speaker.substring(0, cut).strip() + ELLIPSIS;
    }
}

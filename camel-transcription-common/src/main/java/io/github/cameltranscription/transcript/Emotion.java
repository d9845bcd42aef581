/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The emotion in which a segment is spoken.
 *
 * @param label the provider's name of the emotion, such as {@code angry}; never {@code null}
 * @param confidence    the provider's confidence, 0 to 1; {@code null} if missing
 * @param probabilities the probability of each emotion, 0 to 1, by its name; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Emotion(
        String label,
        Double confidence,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> probabilities) {

    /** Keeps its own copy of the probabilities. */
    public Emotion {
        label = label == null ? "" : label.strip();
        probabilities =
                probabilities == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    }
}

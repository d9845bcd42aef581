/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** What came of a recording; of one that failed, the content of its {@code .error.json}. */
public interface Outcome {

    /** The recording's name. */
    String file();

    /** What went wrong: the name of an error category or of the example's own; {@code null} if nothing did. */
    String category();

    /** Whether nothing went wrong. */
    @JsonIgnore
    default boolean isDone() {
        return category() == null;
    }
}

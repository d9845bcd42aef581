/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.demo;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** The outcome of a recording; that of a failed one is the content of its {@code .error.json}. */
public interface Outcome {

    /** The name of the recording. */
    String file();

    /** An error category, or one of the example's own; {@code null} if the recording is transcribed. */
    String category();

    /** Whether the recording is transcribed. */
    @JsonIgnore
    default boolean isDone() {
        return category() == null;
    }
}

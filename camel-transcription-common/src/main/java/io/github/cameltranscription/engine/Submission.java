/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;

/**
 * The provider has taken a recording.
 *
 * @param jobId      the provider's id of the job; never {@code null}
 * @param attributes what else it answered, by message header name; never {@code null}
 */
public record Submission(String jobId, Map<String, Object> attributes) {

    /** Keeps its own copy of the attributes. */
    public Submission {
        attributes = Map.copyOf(attributes);
    }

    /** A submission of which only the id is known. */
    public static Submission of(String jobId) {
        return new Submission(jobId, Map.of());
    }
}

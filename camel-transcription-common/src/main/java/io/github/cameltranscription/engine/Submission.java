/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;

/**
 * The provider has accepted a recording.
 *
 * @param jobId the provider's id of the job; never {@code null}
 * @param attributes other values of the answer, by message header name; never {@code null}
 * @param known whether the job existed before, so that nothing was sent
 */
public record Submission(String jobId, Map<String, Object> attributes, boolean known) {

    /** Keeps its own copy of the attributes. */
    public Submission {
        attributes = Map.copyOf(attributes);
    }

    /** A job that was made now. */
    public Submission(String jobId, Map<String, Object> attributes) {
        this(jobId, attributes, false);
    }

    /** A job that was made now, of which only the id is known. */
    public static Submission of(String jobId) {
        return new Submission(jobId, Map.of());
    }

    /** A job that existed before. */
    public static Submission known(String jobId) {
        return new Submission(jobId, Map.of(), true);
    }
}

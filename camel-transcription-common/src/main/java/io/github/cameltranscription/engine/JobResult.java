/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;

/**
 * What a job came to.
 *
 * @param body       usually a {@link io.github.cameltranscription.transcript.Transcript}; bytes or a stream where a file
 *                   was asked for
 * @param attributes what goes with it, by message header name; never {@code null}
 */
public record JobResult(Object body, Map<String, Object> attributes) {

    /** Keeps its own copy of the attributes. */
    public JobResult {
        attributes = Map.copyOf(attributes);
    }

    /** A result that nothing else goes with. */
    public static JobResult of(Object body) {
        return new JobResult(body, Map.of());
    }

    /** Leaves out the body: it holds what was said in the recording. */
    @Override
    public String toString() {
        return "JobResult[" + (body == null ? "nothing" : body.getClass().getSimpleName()) + ", " + attributes.keySet()
                + "]";
    }
}

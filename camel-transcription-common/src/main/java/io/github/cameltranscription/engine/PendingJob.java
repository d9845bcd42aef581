/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.CompletionStage;

/**
 * A request that is under way.
 *
 * @param <T> the type of the result
 */
public interface PendingJob<T> {

    /**
     * Ends with the result, or with a {@link io.github.cameltranscription.error.TranscriptionException} that carries the
     * job's id if there is one. It always ends, exactly once, on the executor of the {@link Caller}.
     */
    CompletionStage<T> result();

    /** The state of the request; after its end, the last state. */
    JobSnapshot snapshot();

    /**
     * Stops waiting: unless it has ended, it ends with JOB_INTERRUPTED, or with UNCERTAIN_SUBMISSION while a recording
     * is being sent. The job continues at the provider.
     */
    void cancel();
}

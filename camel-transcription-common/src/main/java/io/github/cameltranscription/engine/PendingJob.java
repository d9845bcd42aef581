/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.CompletionStage;

/** A job that is waited for. */
public interface PendingJob {

    /**
     * Ends with the result, or with a {@link io.github.cameltranscription.error.TranscriptionException} that carries the
     * job's id if there is one. It always ends, exactly once, on a thread of the engine's completion executor.
     */
    CompletionStage<JobResult> result();

    /** Stops waiting: unless it has ended, the job ends with an exception here, and goes on at the provider. */
    void cancel();
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.JobInput;

/**
 * The calls of a speech-to-text cloud. An implementation is a thin adapter of the provider's API: it does not know
 * exchanges, threads or timers, and reports every failure as a
 * {@link io.github.cameltranscription.error.TranscriptionException} inside the stage it returns.
 */
public interface TranscriptionProvider {

    /** The provider's name, such as {@code palatine}. */
    String name();

    /**
     * Checks limits of the user that only the provider can judge, such as a price, before a submission. Costs nothing,
     * and may be called again.
     *
     * @param  parameters as for {@link #submit}
     * @return            ends normally if it may; fails if it may not
     */
    default CompletionStage<Void> checkSubmission(JobInput audio, Map<String, String> parameters) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Sends a recording, which costs money. The engine calls it once for a job, and again only after a failure that
     * proves that the provider did not accept the request.
     *
     * @param  parameters the provider's own parameters by their names on the wire
     */
    CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters);

    /**
     * Requests the status of a job once.
     *
     * @return the status; "still processing" is a status and not a failure, with any HTTP code
     */
    CompletionStage<JobStatus> status(String jobId);

    /** Fetches the result of a job that is done. */
    CompletionStage<JobResult> fetch(JobStatus done);

    /**
     * Tells the provider that it may delete the job, because the result is safe. Does nothing by default: not every
     * provider has such a call.
     *
     * @return ends when the job is released, or the provider no longer knows it
     */
    default CompletionStage<Void> release(String jobId) {
        return CompletableFuture.completedFuture(null);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.JobInput;

/**
 * What a speech-to-text cloud can do with a job. An implementation is a thin adapter of the provider's API: it knows
 * nothing of exchanges, threads or timers, and reports every failure as a
 * {@link io.github.cameltranscription.error.TranscriptionException} inside the stage it returns.
 */
public interface TranscriptionProvider {

    /** The provider's name, such as {@code palatine}. */
    String name();

    /**
     * Makes sure, where the user has set limits that only the provider can judge, such as a price, that a recording may
     * be submitted. Costs nothing, and may be called again.
     *
     * @param  audio      the recording
     * @param  parameters as for {@link #submit}
     * @return            ends normally if it may; fails if it may not
     */
    default CompletionStage<Void> checkSubmission(JobInput audio, Map<String, String> parameters) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Sends a recording. This is what costs money: it is called once for a job, and again only after a failure that
     * says the provider certainly did not take the request.
     *
     * @param  audio      the recording
     * @param  parameters the provider's own parameters by their names on the wire
     * @return            the job that the provider made of it
     */
    CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters);

    /**
     * Asks once how a job stands.
     *
     * @param  jobId the provider's id of the job
     * @return       the status; "still processing" is a status, not a failure, whatever HTTP code it comes with
     */
    CompletionStage<JobStatus> status(String jobId);

    /**
     * Gets the result of a job that is done.
     *
     * @param  done the status that said so
     * @return      the result
     */
    CompletionStage<JobResult> fetch(JobStatus done);

    /**
     * Tells the provider that the result is safe and the job may go. Does nothing by default: not every provider has such
     * a call.
     *
     * @param  jobId the provider's id of the job
     * @return       ends when the job is released, or the provider knows it no more
     */
    default CompletionStage<Void> release(String jobId) {
        return CompletableFuture.completedFuture(null);
    }
}

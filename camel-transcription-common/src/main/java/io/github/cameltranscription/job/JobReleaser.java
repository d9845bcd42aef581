/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.concurrent.CompletionStage;

/** Tells a provider that the result of a job is safe, so that the job may go. */
@FunctionalInterface
public interface JobReleaser {

    /**
     * Releases a job.
     *
     * @param  jobId the provider's id of the job
     * @return       completes when the job has been released; fails if it could not be
     */
    CompletionStage<Void> release(String jobId);
}

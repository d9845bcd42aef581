/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.job.JobResult;
import io.github.cameltranscription.job.JobStatus;
import io.github.cameltranscription.job.Submission;
import io.github.cameltranscription.job.TranscriptionProvider;

/** Shopot's requests as jobs. */
final class ShopotProvider implements TranscriptionProvider {

    private final ShopotApi api;
    private final ShopotOperation operation;
    private final Map<String, String> statusQuery;

    /**
     * @param statusQuery what each question about a job is to carry
     */
    ShopotProvider(ShopotApi api, ShopotOperation operation, Map<String, String> statusQuery) {
        this.api = api;
        this.operation = operation;
        this.statusQuery = statusQuery;
    }

    @Override
    public String name() {
        return ShopotOperation.SCHEME;
    }

    @Override
    public CompletionStage<Submission> submit(AudioSource audio, Map<String, String> parameters) {
        CompletionStage<String> jobId = audio instanceof AudioUpload upload
                ? api.submit(operation.getName(), upload, parameters)
                : api.submit(operation.getName(), (AudioLink) audio, parameters);
        return jobId.thenApply(Submission::of);
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return api.status(operation.getName(), jobId, statusQuery);
    }

    /** The status that says "done" has the transcript in it. */
    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        try {
            return CompletableFuture.completedFuture(ShopotAnswer.readResult(done.answer(), done.jobId()));
        } catch (IOException broken) {
            return CompletableFuture.failedFuture(ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                    ErrorDetails.of(
                                    name(),
                                    operation.getName(),
                                    "the transcript cannot be read: " + broken.getMessage())
                            .withJobId(done.jobId()),
                    broken));
        }
    }

    /** Shopot has no such call. */
    @Override
    public CompletionStage<Void> release(String jobId) {
        return CompletableFuture.completedFuture(null);
    }
}

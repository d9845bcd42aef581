/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobResult;
import io.github.cameltranscription.job.JobStatus;
import io.github.cameltranscription.job.Submission;
import io.github.cameltranscription.job.TranscriptionProvider;

/** Palatine's tasks as jobs. */
class PalatineProvider implements TranscriptionProvider {

    private final PalatineApi api;
    private final PalatineOperation operation;
    private final PalatineTask task;

    PalatineProvider(PalatineApi api, PalatineOperation operation, PalatineTask task) {
        this.api = api;
        this.operation = operation;
        this.task = task;
    }

    @Override
    public String name() {
        return PalatineOperation.SCHEME;
    }

    @Override
    public CompletionStage<Submission> submit(AudioSource audio, Map<String, String> parameters) {
        CompletionStage<String> taskId = audio instanceof AudioUpload upload
                ? api.submit(operation.getName(), task, upload, parameters)
                : api.submit(operation.getName(), task, (AudioLink) audio, parameters);
        return taskId.thenApply(Submission::of);
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return api.status(operation.getName(), task, jobId);
    }

    /** The status that says "done" has the transcript in it. */
    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        try {
            return CompletableFuture.completedFuture(JobResult.of(PalatineAnswer.readTranscript(done.answer())
                    .withJob(name(), done.jobId())
                    .withRaw(done.answer())));
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

    /** A task that Palatine knows no more has been released already. */
    @Override
    public CompletionStage<Void> release(String jobId) {
        return api.done(operation.getName(), task, jobId).handle((answer, thrown) -> {
            if (thrown == null || isGone(thrown)) {
                return null;
            }
            throw thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
        });
    }

    private static boolean isGone(Throwable thrown) {
        Throwable cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return (thrown instanceof TranscriptionException direct && direct.getCategory() == ErrorCategory.JOB_NOT_FOUND)
                || (cause instanceof TranscriptionException wrapped
                        && wrapped.getCategory() == ErrorCategory.JOB_NOT_FOUND);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.AudioLink;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;

/** A provider whose status that says "done" has the result in it. */
public abstract class ResultInStatusProvider implements TranscriptionProvider {

    private final String name;
    private final String operation;

    /**
     * @param name      the provider's
     * @param operation what it is used for, as errors name it
     */
    protected ResultInStatusProvider(String name, String operation) {
        this.name = name;
        this.operation = operation;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
        CompletionStage<String> jobId = audio instanceof AudioUpload upload
                ? upload(upload, parameters)
                : submit((AudioLink) audio, parameters);
        return jobId.thenApply(Submission::of);
    }

    /** Uploads a recording; gives the provider's id of the job. */
    protected abstract CompletionStage<String> upload(AudioUpload audio, Map<String, String> parameters);

    /** Has the provider download a recording; gives the provider's id of the job. */
    protected abstract CompletionStage<String> submit(AudioLink audio, Map<String, String> parameters);

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        try {
            JobResult result = read(done);
            return result == null
                    ? CompletableFuture.failedFuture(UnreadableResult.of(name, operation, done.jobId(), done.answer()))
                    : CompletableFuture.completedFuture(result);
        } catch (IOException broken) {
            return CompletableFuture.failedFuture(ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                    ErrorDetails.of(name, operation, "the transcript cannot be read: " + broken.getMessage())
                            .withJobId(done.jobId()),
                    broken));
        }
    }

    /**
     * Reads the result.
     *
     * @param  done        the status that has it
     * @return             the result, or {@code null} if it is in a shape that is not known
     * @throws IOException if the answer is broken
     */
    protected abstract JobResult read(JobStatus done) throws IOException;
}

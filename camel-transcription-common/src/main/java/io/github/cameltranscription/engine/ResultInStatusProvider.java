/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.audio.JobInput;

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
    public CompletionStage<Submission> submit(JobInput input, Map<String, String> parameters) {
        return submitForId(input, parameters).thenApply(Submission::of);
    }

    /** Submits a recording; gives the provider's id of the job. */
    protected abstract CompletionStage<String> submitForId(JobInput input, Map<String, String> parameters);

    /** The status that says so has the {@link JobResult} as its content; without it, the answer has an unknown shape. */
    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return done.content() instanceof JobResult result
                ? CompletableFuture.completedFuture(result)
                : CompletableFuture.failedFuture(UnreadableResult.of(name, operation, done.jobId(), done.answer()));
    }
}

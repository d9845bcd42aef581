/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.cameltranscription.audio.JobInput;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;

/** A provider that outlives the process that asks it. */
record MortalCloud(FakeCloud cloud, LifeSpan life) implements TranscriptionProvider {

    @Override
    public String name() {
        return cloud.name();
    }

    @Override
    public CompletionStage<Submission> submit(JobInput audio, Map<String, String> parameters) {
        try {
            FakeCloud.open(audio);
        } catch (IOException refused) {
            return CompletableFuture.failedFuture(FakeCloud.unreadable(refused));
        }
        try {
            return life.step("submit", () -> cloud.take(audio));
        } catch (RuntimeException died) {
            return CompletableFuture.failedFuture(ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                    ErrorDetails.of(name(), "transcribe", "no answer"), died));
        }
    }

    @Override
    public CompletionStage<JobStatus> status(String jobId) {
        return asked("status", () -> cloud.status(jobId));
    }

    @Override
    public CompletionStage<JobResult> fetch(JobStatus done) {
        return asked("fetch", () -> cloud.fetch(done));
    }

    @Override
    public CompletionStage<Void> release(String jobId) {
        return asked("release", () -> cloud.release(jobId));
    }

    private <T> CompletionStage<T> asked(String step, Supplier<CompletionStage<T>> question) {
        try {
            return life.step(step, question::get);
        } catch (RuntimeException died) {
            return CompletableFuture.failedFuture(ErrorCategory.AUTHENTICATION.toException(
                    ErrorDetails.of(name(), step, "the process is dead"), died));
        }
    }
}

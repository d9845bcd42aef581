/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

import io.github.cameltranscription.audio.AudioSource;
import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRepositoryException;

/**
 * Records a submission: that it is about to be made, as late as possible, and what came of it, before anybody is told. A
 * recording that waits for its turn to be uploaded is no uncertain one after a crash.
 */
final class RecordingProvider extends ProviderDecorator {

    private final RecordedJobs jobs;
    private final RecordedJob job;
    private final String operation;
    private final Executor worker;

    /**
     * @param worker runs what may block on the repository
     */
    RecordingProvider(
            TranscriptionProvider provider, RecordedJobs jobs, RecordedJob job, String operation, Executor worker) {
        super(provider);
        this.jobs = jobs;
        this.job = job;
        this.operation = operation;
        this.worker = worker;
    }

    @Override
    public CompletionStage<Submission> submit(AudioSource audio, Map<String, String> parameters) {
        AtomicReference<TranscriptionException> unrecorded = new AtomicReference<>();
        if (audio instanceof AudioUpload upload) {
            // Recorded by the thread that has uploaded, before it takes the next recording: what waits to be recorded
            // is
            // uncertain after a crash.
            return super.submit(upload.beforeOpening(() -> intend(audio, unrecorded)), parameters)
                    .handle((made, thrown) -> recorded(made, thrown, unrecorded.get()));
        }
        return CompletableFuture.runAsync(() -> intendLink(audio, unrecorded), worker)
                .thenCompose(intended -> super.submit(audio, parameters))
                .handleAsync((made, thrown) -> recorded(made, thrown, unrecorded.get()), worker);
    }

    private Submission recorded(Submission made, Throwable thrown, TranscriptionException unrecorded) {
        if (unrecorded != null) {
            throw unrecorded;
        }
        if (thrown != null) {
            throw new CompletionException(cause(thrown));
        }
        job.submitted(made.jobId());
        return made;
    }

    private void intendLink(AudioSource audio, AtomicReference<TranscriptionException> unrecorded) {
        try {
            intend(audio, unrecorded);
        } catch (IOException told) {
            throw unrecorded.get();
        }
    }

    /** An exception here ends the upload before its first byte; what it means is told afterwards. */
    private void intend(AudioSource audio, AtomicReference<TranscriptionException> unrecorded) throws IOException {
        try {
            if (job.intend(audio.name())) {
                return;
            }
            unrecorded.set(jobs.inProgress(job.userKey(), "another process"));
        } catch (JobRepositoryException failed) {
            unrecorded.set(ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.toException(
                    ErrorDetails.of(name(), operation, audio.name() + " was not sent, because " + failed.getMessage()),
                    failed));
        }
        throw new IOException("the submission could not be recorded");
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }
}

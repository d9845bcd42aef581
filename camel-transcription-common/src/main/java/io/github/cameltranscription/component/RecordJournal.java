/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.job.JobRepositoryException;

/** Keeps the journal of a job in the job repository, on threads that may block on it. */
final class RecordJournal implements JobJournal {

    private final RecordedJobs jobs;
    private final Supplier<RecordedJob> opener;
    private final ErrorDetails details;
    private final String fileName;
    private final JobOfExchange job;
    private final Executor worker;

    RecordJournal(
            RecordedJobs jobs,
            Supplier<RecordedJob> opener,
            ErrorDetails details,
            String fileName,
            JobOfExchange job,
            Executor worker) {
        this.jobs = jobs;
        this.opener = opener;
        this.details = details;
        this.fileName = fileName;
        this.job = job;
        this.worker = worker;
    }

    @Override
    public CompletionStage<String> intend() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        RecordedJob recorded = opened();
                        if (recorded.jobId() != null) {
                            return recorded.jobId();
                        }
                        if (!recorded.intend(fileName)) {
                            throw jobs.inProgress(recorded.userKey(), "another process");
                        }
                        return null;
                    } catch (JobRepositoryException failed) {
                        throw ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.toException(
                                details.withMessage(fileName + " was not sent, because " + failed.getMessage()),
                                failed);
                    }
                },
                worker);
    }

    private RecordedJob opened() {
        if (job.recorded() == null) {
            job.setRecorded(opener.get());
        }
        return job.recorded();
    }

    @Override
    public CompletionStage<Void> resume(String jobId) {
        return CompletableFuture.runAsync(this::opened, worker);
    }

    @Override
    public CompletionStage<Void> rejected() {
        return CompletableFuture.runAsync(() -> job.recorded().intentTakenBack(), worker);
    }

    @Override
    public CompletionStage<Void> submitted(String jobId) {
        return CompletableFuture.runAsync(() -> job.recorded().submitted(jobId), worker);
    }
}

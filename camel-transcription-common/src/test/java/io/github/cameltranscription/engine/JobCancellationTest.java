/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.neverArrived;
import static org.assertj.core.api.Assertions.assertThat;

class JobCancellationTest extends EngineTest {

    private final JobEngine engine = engine();

    @Test
    void aJobCancelledWhileItIsSubmittedIsUncertain() {
        CompletableFuture<Submission> upload = new CompletableFuture<>();
        provider.onSubmit(later(upload));
        PendingJob<JobResult> job = begin(engine);

        job.cancel();

        assertThat(failureOf(job.result().toCompletableFuture()).getCategory())
                .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void aSubmissionThatEndsAfterTheCancellationIsNeitherPolledNorTold() {
        CompletableFuture<Submission> upload = new CompletableFuture<>();
        provider.onSubmit(later(upload));
        List<Submission> told = new ArrayList<>();
        PendingJob<JobResult> job = begin(engine, new UserCaller() {
            @Override
            public void submitted(Submission submission) {
                told.add(submission);
            }
        });

        job.cancel();
        upload.complete(Submission.of("job-1"));
        clock.runAll();

        assertThat(provider.pollTimes()).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aJobCancelledBetweenTwoAttemptsToSubmitIsNotSubmittedAnyMore() {
        provider.onSubmit(failing(neverArrived()));
        PendingJob<JobResult> job = begin(engine);

        job.cancel();
        clock.runAll();

        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(failureOf(job.result().toCompletableFuture()))
                .as("nothing can have been bought, so nothing is uncertain")
                .returns(ErrorCategory.JOB_INTERRUPTED, TranscriptionException::getCategory)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void aJobCancelledWhileItWaitsIsInterruptedWithItsIdAndPolledNoMore() {
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(3));

        job.cancel();
        clock.runAll();

        assertThat(failureOf(job.result().toCompletableFuture()))
                .returns(ErrorCategory.JOB_INTERRUPTED, TranscriptionException::getCategory)
                .returns("job-1", TranscriptionException::getJobId);
        assertThat(provider.pollTimes()).hasSize(1);
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void aJobCancelledWhileItIsAskedForIsInterruptedAndTheLateAnswerIsIgnored() {
        CompletableFuture<JobStatus> answer = new CompletableFuture<>();
        provider.onStatus(later(answer));
        List<JobStatus> told = new ArrayList<>();
        PendingJob<JobResult> job = begin(engine, new UserCaller() {
            @Override
            public void progressed(JobStatus status) {
                told.add(status);
            }
        });
        clock.advance(Duration.ofSeconds(2));

        job.cancel();
        answer.complete(JobStatus.pending("scripted", "job-1", 50));
        clock.runAll();

        assertThat(failureOf(job.result().toCompletableFuture()).getCategory())
                .isEqualTo(ErrorCategory.JOB_INTERRUPTED);
        assertThat(told).isEmpty();
        assertThat(provider.pollTimes()).hasSize(1);
    }

    @Test
    void aJobThatTurnsOutDoneAfterItsCancellationIsNotFetched() {
        CompletableFuture<JobStatus> answer = new CompletableFuture<>();
        provider.onStatus(later(answer));
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));

        job.cancel();
        answer.complete(JobStatus.done("scripted", "job-1", null, null));

        assertThat(provider.fetchTimes()).isEmpty();
    }

    @Test
    void aResultThatComesAfterTheCancellationIsClosed() {
        CompletableFuture<JobResult> file = new CompletableFuture<>();
        provider.onStatus(done()).onFetch(later(file));
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));
        AtomicBoolean closed = new AtomicBoolean();
        InputStream download = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        job.cancel();
        file.complete(JobResult.of(download));

        assertThat(closed).isTrue();
        assertThat(failureOf(job.result().toCompletableFuture()).getCategory())
                .isEqualTo(ErrorCategory.JOB_INTERRUPTED);
    }

    @Test
    void cancellingAJobThatHasEndedChangesNothing() {
        provider.onStatus(done());
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));

        job.cancel();

        assertThat(job.result().toCompletableFuture()).isCompleted();
        assertThat(engine.inFlight()).isZero();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.neverArrived;
import static org.assertj.core.api.Assertions.assertThat;

class JobCancellationTest extends EngineTest {

    private final JobEngine engine = engine();

    @Test
    void aJobCancelledDuringItsSubmissionIsUncertainAndItsLateAnswerIsIgnored() {
        CompletableFuture<Submission> upload = provider.openSubmission();
        PendingJob<JobResult> job = begin(engine);

        job.cancel();

        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
        assertThat(engine.inFlight()).isZero();
        upload.complete(Submission.of("job-1"));
        clock.runAll();
        assertThat(provider.pollTimes()).isEmpty();
        assertThat(notices).isEmpty();
    }

    @Test
    void aJobCancelledBetweenTwoAttemptsToSubmitIsNotSubmittedAgain() {
        provider.onSubmit(failing(neverArrived()));
        PendingJob<JobResult> job = begin(engine);

        job.cancel();
        clock.runAll();

        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(failureOf(job))
                .as("nothing can have been bought, so nothing is uncertain")
                .returns(ErrorCategory.JOB_INTERRUPTED, TranscriptionException::getCategory)
                .hasMessageContaining("nothing was sent");
    }

    @Test
    void aJobCancelledBetweenTwoPollsIsInterruptedWithItsIdAndNotPolledAgain() {
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(3));

        job.cancel();
        clock.runAll();

        assertThat(failureOf(job))
                .returns(ErrorCategory.JOB_INTERRUPTED, TranscriptionException::getCategory)
                .returns("job-1", TranscriptionException::getJobId);
        assertThat(provider.pollTimes()).hasSize(1);
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void aJobCancelledDuringAPollIsInterruptedAndTheLateAnswerIsIgnored() {
        CompletableFuture<JobStatus> answer = provider.openStatus();
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));

        job.cancel();
        answer.complete(JobStatus.pending("scripted", "job-1", 50));
        clock.runAll();

        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.JOB_INTERRUPTED);
        assertThat(notices).containsExactly("submitted job-1");
        assertThat(provider.pollTimes()).hasSize(1);
    }

    @Test
    void aJobThatIsDoneAfterItsCancellationIsNotFetched() {
        CompletableFuture<JobStatus> answer = provider.openStatus();
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));

        job.cancel();
        answer.complete(JobStatus.done("scripted", "job-1", null, null));

        assertThat(provider.fetchTimes()).isEmpty();
    }

    @Test
    void aResultThatComesAfterTheCancellationIsClosed() {
        CompletableFuture<JobResult> file = provider.onStatus(done()).openResult();
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
        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.JOB_INTERRUPTED);
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResultThatComesAfterTheCancellationIsClosed(boolean recorded) throws InterruptedException {
        CompletableFuture<JobResult> file = provider.onStatus(done()).openResult();
        CompletableFuture<Void> recording = new CompletableFuture<>();
        JobJournal journal = new JobJournal() {
            @Override
            public CompletionStage<Void> deliver() {
                return recording;
            }
        };
        PendingJob<JobResult> job = engine.await(new UserCaller(), provider, "job-1", journal);
        AtomicBoolean closed = new AtomicBoolean();
        InputStream download = new ByteArrayInputStream(new byte[0]) {
            @Override
            public void close() {
                closed.set(true);
            }
        };

        if (recorded) {
            file.complete(JobResult.of(download));
            job.cancel();
            recording.complete(null);
        } else {
            job.cancel();
            file.complete(JobResult.of(download));
        }

        assertThat(closed).isTrue();
        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.JOB_INTERRUPTED);
    }

    @Test
    void aJobThatIsCancelledWhileItGetsItsPlaceIsNotSent() throws InterruptedException {
        JobEngine small = engine(1);
        CompletableFuture<String> before = new CompletableFuture<>();
        small.hold(new UserCaller(), "scripted", () -> before);
        List<PendingJob<JobResult>> queued = new ArrayList<>();
        queued.add(begin(small, new UserCaller() {
            @Override
            public Admission entry() {
                return small.admission();
            }

            @Override
            public boolean isRunning() {
                queued.get(0).cancel();
                return true;
            }
        }));

        before.complete("done");
        clock.runAll();

        assertThat(failureOf(queued.get(0))).hasMessageContaining("nothing was sent");
        assertThat(provider.submitTimes()).isEmpty();
        assertThat(small.inFlight()).isZero();
    }

    /** Also right after the provider's answer, which another thread brings. */
    @Test
    void aJobThatIsCancelledAfterItsSubmissionIsInterruptedWithItsId() throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        List<PendingJob<String>> job = new ArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        job.add(engine.submit(
                new UserCaller(),
                "scripted",
                new SubmissionRequest<String>() {
                    @Override
                    public CompletionStage<String> send() {
                        return answer;
                    }

                    @Override
                    public boolean isRepeatable() {
                        return false;
                    }

                    @Override
                    public String jobId(String answered) {
                        if (asked.incrementAndGet() == 2) {
                            job.get(0).cancel();
                        }
                        return answered;
                    }
                },
                JobJournal.NONE));

        answer.complete("job-1");

        assertThat(asked).hasValueGreaterThan(1);
        assertThat(job.get(0).result().toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .returns("job-1", failure -> ((TranscriptionException) failure).getJobId());
    }

    @Test
    void anUncertainSubmissionThatIsCancelledAtTheSameTimeIsUncertain() throws Exception {
        ExecutorService provided = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 2_000; round++) {
                CompletableFuture<Submission> upload = provider.openSubmission();
                PendingJob<JobResult> job = begin(engine());
                CyclicBarrier together = new CyclicBarrier(2);
                Future<?> answered = provided.submit(() -> {
                    together.await();
                    return upload.completeExceptionally(ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                            ErrorDetails.of("scripted", "transcribe", "HTTP 502")
                                    .withVerdict(Verdict.UNCERTAIN)));
                });

                together.await();
                job.cancel();
                answered.get();

                assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
            }
        } finally {
            provided.shutdownNow();
        }
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

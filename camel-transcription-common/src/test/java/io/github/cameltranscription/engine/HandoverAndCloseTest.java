/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobInterruptedException;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class HandoverAndCloseTest extends EngineTest {

    private final List<Runnable> handovers = new ArrayList<>();

    @Test
    void aResultIsHandedOverByTheExecutorOfTheCallerOnly() {
        completions = handovers::add;
        provider.onStatus(done());
        CompletableFuture<JobResult> result = submit(engine());

        clock.runAll();
        assertThat(result).isNotDone();
        assertThat(handovers).hasSize(1);

        handovers.get(0).run();
        assertThat(result).isCompleted();
    }

    @Test
    void aFailureIsHandedOverByTheExecutorOfTheCallerToo() {
        completions = handovers::add;
        provider.onSubmit(failing(trouble(ErrorCategory.AUTHENTICATION)));
        CompletableFuture<JobResult> result = submit(engine());
        assertThat(result).isNotDone();

        handovers.get(0).run();

        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.AUTHENTICATION);
    }

    @Test
    void aJobThatEndsInSeveralWaysAtTheSameTimeIsHandedOverOnce() {
        completions = handovers::add;
        CompletableFuture<JobResult> fetched = provider.onStatus(done()).openResult();
        JobEngine engine = engine();
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));

        fetched.complete(JobResult.of("first"));
        job.cancel();
        engine.close();
        clock.runAll();

        assertThat(handovers).hasSize(1);
        handovers.get(0).run();
        assertThat(job.result().toCompletableFuture())
                .isCompletedWithValueMatching(value -> value.body().equals("first"));
    }

    @Test
    void anExecutorThatRejectsCostsNoResult() {
        completions = task -> {
            throw new RejectedExecutionException("stopping");
        };
        provider.onStatus(done());
        JobEngine engine = engine();
        CompletableFuture<JobResult> result = submit(engine);

        clock.advance(Duration.ofSeconds(2));

        assertThat(result).isCompleted();
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void ofTwoOverdueJobsOneEndsThoughTheExecutorOfTheOtherFails() {
        AtomicBoolean failed = new AtomicBoolean();
        completions = task -> {
            if (failed.compareAndSet(false, true)) {
                throw new IllegalStateException("a faulty executor");
            }
            task.run();
        };
        JobEngine engine = engine();
        List<CompletableFuture<JobResult>> jobs = List.of(submit(engine), submit(engine));

        clock.advance(Duration.ofHours(2));

        assertThat(jobs).filteredOn(CompletableFuture::isDone).singleElement().satisfies(job -> assertThat(
                        failureOf(job).getCategory())
                .isEqualTo(ErrorCategory.JOB_TIMED_OUT));
    }

    @Test
    void aReceiverThatThrowsDoesNotKeepThePlace() {
        provider.onStatus(done());
        JobEngine engine = engine();
        submit(engine).whenComplete((value, failure) -> {
            throw new IllegalStateException("faulty receiver");
        });

        clock.advance(Duration.ofSeconds(2));

        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void everyJobUnderWayEndsWithItsIdAndNothingStaysPlanned() {
        provider.openStatus();
        JobEngine engine = engine(Integer.MAX_VALUE);
        CompletableFuture<JobResult> polled = submit(engine);
        clock.advance(Duration.ofSeconds(2));
        CompletableFuture<JobResult> waiting = submit(engine);

        engine.close();
        engine.close();

        assertThat(List.of(polled, waiting)).allSatisfy(job -> assertThat(failureOf(job))
                .isInstanceOf(JobInterruptedException.class)
                .returns("job-1", TranscriptionException::getJobId));
        assertThat(engine.inFlight()).isZero();
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void aClosedEngineRefusesEveryCallBeforeAnythingIsSent() {
        JobEngine engine = engine();
        engine.close();

        assertThatThrownBy(() -> begin(engine))
                .isInstanceOf(JobInterruptedException.class)
                .hasMessageContaining("nothing was sent");
        assertThatThrownBy(() -> await(engine, "job-9"))
                .isInstanceOf(JobInterruptedException.class)
                .hasFieldOrPropertyWithValue("jobId", "job-9");
        assertThatThrownBy(() -> engine.hold(new UserCaller(), "scripted", () -> {
                    throw new AssertionError("must not be called");
                }))
                .isInstanceOf(JobInterruptedException.class);
        assertThat(provider.submitTimes()).isEmpty();
        assertThat(provider.pollTimes()).isEmpty();
    }

    @Test
    void aCloseReleasesCallersThatAreBlockedBehindAHeldActionThatHangs() throws InterruptedException {
        JobEngine engine = engine(1);
        engine.hold(new UserCaller(), "scripted", CompletableFuture::new);
        List<CompletableFuture<PendingJob<JobResult>>> blocked =
                Stream.generate(() -> blockedCall(engine)).limit(3).toList();

        engine.close();

        assertThat(blocked).allSatisfy(caller -> assertThat(caller)
                .failsWithin(30, TimeUnit.SECONDS)
                .withThrowableThat()
                .withCauseInstanceOf(JobInterruptedException.class));
    }

    @Test
    void aSubmissionThatHangsEndsAsUncertain() {
        provider.openSubmission();
        JobEngine engine = engine();
        CompletableFuture<JobResult> job = submit(engine);

        engine.close();

        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobInterruptedException;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(20)
class HandoverAndCloseTest extends EngineTest {

    private final List<Runnable> completions = new ArrayList<>();

    @Test
    void aResultIsHandedOverOnTheCompletionExecutorAndNowhereElse() {
        provider.onStatus(done());
        CompletableFuture<JobResult> result = submit(engine(clock, completions::add, 1));

        clock.runAll();
        assertThat(result).isNotDone();
        assertThat(completions).hasSize(1);

        completions.get(0).run();
        assertThat(result).isCompleted();
    }

    @Test
    void aFailureIsHandedOverOnTheCompletionExecutorToo() {
        provider.onSubmit(failing(trouble(ErrorCategory.AUTHENTICATION)));
        CompletableFuture<JobResult> result = submit(engine(clock, completions::add, 1));
        assertThat(result).isNotDone();

        completions.get(0).run();

        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.AUTHENTICATION);
    }

    @Test
    void aJobIsHandedOverOnceWhateverComesAtTheSameTime() {
        CompletableFuture<JobResult> fetched = new CompletableFuture<>();
        provider.onStatus(done()).onFetch(later(fetched));
        JobEngine engine = engine(clock, completions::add, 1);
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));

        fetched.complete(JobResult.of("first"));
        job.cancel();
        engine.close();
        clock.runAll();

        assertThat(completions).hasSize(1);
        completions.get(0).run();
        assertThat(job.result().toCompletableFuture())
                .isCompletedWithValueMatching(value -> value.body().equals("first"));
    }

    @Test
    void anExecutorThatRejectsCostsNoResult() {
        provider.onStatus(done());
        JobEngine engine = engine(
                clock,
                task -> {
                    throw new RejectedExecutionException("stopping");
                },
                1);
        CompletableFuture<JobResult> result = submit(engine);

        clock.advance(Duration.ofSeconds(2));

        assertThat(result).isCompleted();
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void ofTwoOverdueJobsOneEndsThoughTheExecutorOfTheOtherFails() {
        AtomicBoolean failed = new AtomicBoolean();
        JobEngine engine = engine(
                clock,
                task -> {
                    if (failed.compareAndSet(false, true)) {
                        throw new IllegalStateException("a faulty executor");
                    }
                    task.run();
                },
                2);
        List<CompletableFuture<JobResult>> jobs = List.of(submit(engine), submit(engine));

        clock.advance(Duration.ofHours(2));

        assertThat(jobs).filteredOn(CompletableFuture::isDone).singleElement().satisfies(job -> assertThat(
                        failureOf(job).getCategory())
                .isEqualTo(ErrorCategory.JOB_TIMED_OUT));
    }

    @Test
    void aReceiverThatThrowsDoesNotKeepThePlace() {
        provider.onStatus(done());
        JobEngine engine = engine(clock, Runnable::run, 1);
        submit(engine).whenComplete((value, failure) -> {
            throw new IllegalStateException("faulty receiver");
        });

        clock.advance(Duration.ofSeconds(2));

        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void everyJobUnderWayEndsWithItsIdAndNothingStaysPlanned() {
        CompletableFuture<JobStatus> hanging = new CompletableFuture<>();
        provider.onStatus(later(hanging));
        JobEngine engine = engine();
        CompletableFuture<JobResult> asked = submit(engine);
        clock.advance(Duration.ofSeconds(2));
        CompletableFuture<JobResult> waiting = submit(engine);

        engine.close();

        assertThat(List.of(asked, waiting)).allSatisfy(job -> assertThat(failureOf(job))
                .isInstanceOf(JobInterruptedException.class)
                .returns("job-1", TranscriptionException::getJobId));
        assertThat(engine.inFlight()).isZero();
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void newSubmissionsAreRefusedBeforeAnythingIsSent() {
        JobEngine engine = engine();
        engine.close();

        assertThatThrownBy(() -> begin(engine))
                .isInstanceOf(JobInterruptedException.class)
                .hasMessageContaining("nothing was sent");
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void newWaitsAreRefusedWithTheIdOfTheJob() {
        JobEngine engine = engine();
        engine.close();

        assertThatThrownBy(() -> await(engine, "job-9"))
                .isInstanceOf(JobInterruptedException.class)
                .hasFieldOrPropertyWithValue("jobId", "job-9");
        assertThat(provider.pollTimes()).isEmpty();
    }

    @Test
    void newCountedActionsAreRefused() {
        JobEngine engine = engine();
        engine.close();

        assertThatThrownBy(() -> engine.hold(new UserCaller(), "scripted", () -> {
                    throw new AssertionError("must not be called");
                }))
                .isInstanceOf(JobInterruptedException.class);
    }

    @Test
    void allCallersBlockedByMaxInFlightAreReleasedWithAnException() {
        JobEngine engine = engine(clock, Runnable::run, 1);
        CompletableFuture<JobResult> first = submit(engine);
        List<CompletableFuture<Throwable>> blocked = blockedCallers(engine, 3);

        engine.close();

        assertThat(failureOf(first).getJobId()).isEqualTo("job-1");
        assertThat(blocked).allSatisfy(caller -> assertThat(caller)
                .succeedsWithin(5, TimeUnit.SECONDS)
                .isInstanceOf(JobInterruptedException.class));
        assertThat(provider.submitTimes()).hasSize(1);
    }

    @Test
    void callersBlockedBehindACountedActionThatHangsAreReleasedToo() throws InterruptedException {
        JobEngine engine = engine(clock, Runnable::run, 1);
        CompletableFuture<String> hanging = new CompletableFuture<>();
        engine.hold(new UserCaller(), "scripted", () -> hanging);
        List<CompletableFuture<Throwable>> blocked = blockedCallers(engine, 3);

        engine.close();

        assertThat(blocked).allSatisfy(caller -> assertThat(caller)
                .succeedsWithin(5, TimeUnit.SECONDS)
                .isInstanceOf(JobInterruptedException.class));
    }

    private List<CompletableFuture<Throwable>> blockedCallers(JobEngine engine, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    CompletableFuture<Throwable> outcome = new CompletableFuture<>();
                    Thread caller =
                            new Thread(() -> outcome.complete(catchThrowable(() -> begin(engine))), "blocked-" + i);
                    caller.setDaemon(true);
                    caller.start();
                    Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
                    return outcome;
                })
                .toList();
    }

    @Test
    void closingTwiceIsHarmlessHoweverManyJobsAreAllowed() {
        JobEngine engine = engine(clock, Runnable::run, Integer.MAX_VALUE);
        CompletableFuture<JobResult> job = submit(engine);

        engine.close();
        engine.close();

        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.JOB_INTERRUPTED);
    }

    @Test
    void aSubmissionThatHangsEndsAsUncertain() {
        provider.onSubmit(later(new CompletableFuture<>()));
        JobEngine engine = engine();
        CompletableFuture<JobResult> job = submit(engine);

        engine.close();

        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(20)
class MaxInFlightTest extends EngineTest {

    @Test
    void theCallerBlocksAboveItAndGoesOnWhenAJobEnds() {
        provider.onStatus(pending(), done());
        JobEngine engine = engine(clock, Runnable::run, 1);
        submit(engine);
        BlockedCaller caller = new BlockedCaller(engine);
        clock.advance(Duration.ofSeconds(2));
        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(caller.submitted).isNotDone();

        clock.advance(Duration.ofSeconds(3));

        assertThat(caller.submitted).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(provider.submitTimes()).hasSize(2);
        assertThat(engine.inFlight()).isEqualTo(1);
    }

    @Test
    void aFailedJobGivesItsPlaceAwayToo() {
        provider.onSubmit(failing(trouble(ErrorCategory.AUTHENTICATION)));
        JobEngine engine = engine(clock, Runnable::run, 1);

        submit(engine);

        assertThat(engine.inFlight()).isZero();
        assertThat(submit(engine)).isNotDone();
    }

    @Test
    void anInterruptedCallerIsLetGoAndNothingIsSent() {
        JobEngine engine = engine(clock, Runnable::run, 1);
        submit(engine);
        BlockedCaller caller = new BlockedCaller(engine);

        caller.thread.interrupt();

        assertThat(caller.submitted)
                .failsWithin(5, TimeUnit.SECONDS)
                .withThrowableThat()
                .withRootCauseInstanceOf(InterruptedException.class);
        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(engine.inFlight()).isEqualTo(1);
    }

    @Test
    void aResultOfALaterCallThatIsNotTakenYetCountsWhereItsExchangeEntered() throws Exception {
        BlockingQueue<Runnable> replies = new ArrayBlockingQueue<>(10);
        JobEngine entry = engine(clock, Runnable::run, 1);
        JobEngine later = engine(clock, Runnable::run, 1);
        Caller caller = new TestCaller(entry.admission(), () -> true, 0, replies::add);
        CompletableFuture<Void> held = new CompletableFuture<>();
        later.hold(caller, "fake", () -> held);
        assertThat(entry.admission().mayEnter()).isTrue();

        held.complete(null);
        assertThat(entry.admission().mayEnter()).isFalse();

        replies.remove().run();
        assertThat(entry.admission().mayEnter()).isTrue();
    }

    @Test
    void aResultThatNobodyHasTakenYetCounts() {
        BlockingQueue<Runnable> completions = new ArrayBlockingQueue<>(10);
        JobEngine engine = engine(clock, completions::add, 1);
        provider.onStatus(done());
        CompletableFuture<JobResult> result = submit(engine);
        clock.advance(Duration.ofSeconds(2));
        assertThat(result).isNotDone();
        assertThat(engine.inFlight()).isEqualTo(1);

        completions.remove().run();

        assertThat(result).isCompleted();
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void aCountedActionTakesAPlaceUntilItEnds() throws InterruptedException {
        JobEngine engine = engine(clock, Runnable::run, 1);
        CompletableFuture<String> action = new CompletableFuture<>();
        engine.hold(new UserCaller(), "scripted", () -> action);
        BlockedCaller caller = new BlockedCaller(engine);

        action.complete("done");

        assertThat(caller.submitted).succeedsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void aCountedActionThatThrowsGivesItsPlaceBack() throws InterruptedException {
        JobEngine engine = engine(clock, Runnable::run, 1);

        CompletableFuture<Object> action = engine.hold(new UserCaller(), "scripted", () -> {
                    throw new IllegalStateException("at once");
                })
                .result()
                .toCompletableFuture();

        assertThat(action).isCompletedExceptionally();
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void anEngineForNoJobsAtAllIsRefused() {
        assertThatThrownBy(() -> engine(clock, Runnable::run, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxInFlight 0 must be at least 1: it bounds the jobs under way");
    }

    private final class BlockedCaller {

        private final CompletableFuture<PendingJob<JobResult>> submitted = new CompletableFuture<>();
        private final Thread thread;

        private BlockedCaller(JobEngine engine) {
            thread = new Thread(
                    () -> {
                        try {
                            submitted.complete(
                                    engine.transcribe(new UserCaller(), recording(provider), JobJournal.NONE));
                        } catch (InterruptedException | RuntimeException failure) {
                            submitted.completeExceptionally(failure);
                        }
                    },
                    "blocked caller");
            thread.setDaemon(true);
            thread.start();
            Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);
        }
    }
}

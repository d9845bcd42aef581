/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class MaxInFlightTest extends EngineTest {

    private final Queue<Runnable> handovers = new ArrayDeque<>();

    @Test
    void aFailedJobGivesItsPlaceAwayToo() {
        provider.onSubmit(failing(trouble(ErrorCategory.AUTHENTICATION)));
        JobEngine engine = engine(1);

        submit(engine);

        assertThat(engine.inFlight()).isZero();
        assertThat(submit(engine)).isNotDone();
    }

    @Test
    void aResultOfALaterCallThatIsNotTakenYetCountsWhereItsExchangeEntered() throws Exception {
        JobEngine entry = engine(1);
        JobEngine later = engine(1);
        Caller caller = new TestCaller(entry.admission(), () -> true, 0, handovers::add);
        CompletableFuture<Void> held = new CompletableFuture<>();
        later.hold(caller, "fake", () -> held);
        assertThat(entry.admission().mayEnter()).isTrue();

        held.complete(null);
        assertThat(entry.admission().mayEnter()).isFalse();

        handovers.remove().run();
        assertThat(entry.admission().mayEnter()).isTrue();
    }

    @Test
    void aResultThatIsNotTakenYetCounts() {
        completions = handovers::add;
        JobEngine engine = engine(1);
        provider.onStatus(done());
        CompletableFuture<JobResult> result = submit(engine);
        clock.advance(Duration.ofSeconds(2));
        assertThat(result).isNotDone();
        assertThat(engine.inFlight()).isEqualTo(1);

        handovers.remove().run();

        assertThat(result).isCompleted();
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void aHeldActionTakesAPlaceUntilItEnds() throws InterruptedException {
        JobEngine engine = engine(1);
        CompletableFuture<String> action = new CompletableFuture<>();
        engine.hold(new UserCaller(), "scripted", () -> action);
        CompletableFuture<?> caller = blockedCall(engine);

        action.complete("done");

        assertThat(caller).succeedsWithin(30, TimeUnit.SECONDS);
    }

    @Test
    void aHeldActionThatThrowsGivesItsPlaceBack() throws InterruptedException {
        JobEngine engine = engine(1);

        CompletableFuture<Object> action = engine.hold(new UserCaller(), "scripted", () -> {
                    throw new IllegalStateException("at once");
                })
                .result()
                .toCompletableFuture();

        assertThat(action).isCompletedExceptionally();
        assertThat(engine.inFlight()).isZero();
    }
}

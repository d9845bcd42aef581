/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.error.ErrorCategory;

import static io.github.cameltranscription.engine.ScriptedProvider.rateLimited;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

class RetrierTest {

    private final VirtualScheduler clock = new VirtualScheduler();
    private final Retrier retrier = new Retrier(clock, new RetryPolicy(2), () -> 0);
    private final List<Duration> attempts = new ArrayList<>();

    @Test
    void aSuccessIsGivenWithoutAnotherAttempt() {
        assertThat(request(() -> CompletableFuture.completedFuture("yes"))).isCompletedWithValue("yes");
        clock.runAll();
        assertThat(attempts).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(ErrorCategory.class)
    void anIdempotentRequestIsMadeAgainWhileTheFailureIsRetriable(ErrorCategory category) {
        CompletableFuture<String> result = request(() -> CompletableFuture.failedFuture(trouble(category)));

        clock.runAll();

        assertThat(attempts).hasSize(category.isRetriable() ? 3 : 1);
        // Log lines take the message of the failure as the stage gives it.
        assertThat(result.handle((value, failure) -> failure).join()).hasFieldOrPropertyWithValue("category", category);
    }

    @Test
    void aFailureWrappedByADependentStageIsSeenThrough() {
        request(() ->
                CompletableFuture.failedFuture(new CompletionException(trouble(ErrorCategory.PROVIDER_UNAVAILABLE))));

        clock.runAll();

        assertThat(attempts).containsExactly(Duration.ZERO, Duration.ofMillis(500), Duration.ofMillis(1500));
    }

    @Test
    void retryAfterIsHonoured() {
        request(() -> CompletableFuture.failedFuture(rateLimited(Duration.ofSeconds(7))));

        clock.runAll();

        assertThat(attempts).containsExactly(Duration.ZERO, Duration.ofSeconds(7), Duration.ofSeconds(14));
    }

    @Test
    void anUnexpectedExceptionIsNotRetriedWhetherThrownOrInsideTheStage() {
        IllegalStateException unexpected = new IllegalStateException("unexpected");

        CompletableFuture<String> thrown = request(() -> {
            throw unexpected;
        });
        CompletableFuture<String> inside = request(() -> CompletableFuture.failedFuture(unexpected));
        clock.runAll();

        assertThat(attempts).hasSize(2);
        assertThat(List.of(thrown, inside)).allSatisfy(result -> assertThat(result)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCause(unexpected));
    }

    @Test
    void aRequestThatGivesNoStageFailsInsteadOfHanging() {
        assertThat(request(() -> null)).isCompletedExceptionally();
    }

    @Test
    void nothingIsHeldBetweenTwoAttemptsButATask() {
        assertThat(request(() -> CompletableFuture.failedFuture(trouble(ErrorCategory.PROVIDER_UNAVAILABLE))))
                .isNotDone();
        assertThat(clock.waitingTasks()).isEqualTo(1);
    }

    private CompletableFuture<String> request(Supplier<CompletionStage<String>> answer) {
        return retrier.idempotent(() -> {
                    attempts.add(clock.elapsed());
                    return answer.get();
                })
                .toCompletableFuture();
    }
}

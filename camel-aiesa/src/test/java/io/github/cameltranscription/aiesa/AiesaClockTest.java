/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.http.HttpAnswer;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaClockTest {

    private static final Instant NOW = Instant.parse("2025-10-29T11:22:33Z");
    private static final Duration NONE = Duration.ZERO;
    private static final int MANY = 50;

    private final AiesaClock clock = new AiesaClock(Clock.fixed(NOW, ZoneOffset.UTC));

    private Instant now() {
        return clock.now(clock.offset());
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 3_600, 86_400 * 365 * 10, -61, -3_600, -86_400 * 365 * 10})
    void aClockThatIsOffByMoreThanAMinuteIsCorrected(long seconds) {
        assertThat(clock.correct(NOW.plusSeconds(seconds), NONE)).isTrue();

        assertThat(now()).isEqualTo(NOW.plusSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 60, -60})
    void aDifferenceOfAMinuteIsNotCorrected(long seconds) {
        assertThat(clock.correct(NOW.plusSeconds(seconds), NONE)).isFalse();

        assertThat(now()).isEqualTo(NOW);
    }

    @Test
    void theOffsetIsKeptAndCorrectedAgain() {
        clock.correct(NOW.plusSeconds(3_600), NONE);
        Duration first = clock.offset();

        assertThat(clock.correct(NOW.plusSeconds(3_630), first)).isFalse();
        assertThat(now()).isEqualTo(NOW.plusSeconds(3_600));

        assertThat(clock.correct(NOW, first)).isTrue();
        assertThat(now()).isEqualTo(NOW);
    }

    @Test
    void aRequestSignedBeforeAnotherOneCorrectedTheClockIsWorthSigningAgain() {
        assertThat(clock.correct(NOW.plusSeconds(3_600), NONE)).isTrue();

        assertThat(clock.correct(NOW.plusSeconds(3_601), NONE)).isTrue();
        assertThat(clock.correct(NOW.plusSeconds(3_601), clock.offset())).isFalse();
        assertThat(clock.offset()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2025-10-29T12:22:33Z"})
    void aRefusalWithoutAReadableDateCorrectsNothing(String date) {
        AiesaSignature signature = new AiesaSignature("public", "secret", clock);

        assertThat(signature.isCorrectedBy(refusal(date))).isFalse();
        assertThat(signature.isCorrectedBy(refusal(null))).isFalse();
        assertThat(now()).isEqualTo(NOW);
    }

    @Test
    void theDateOfARefusalIsReadAsHttpWritesIt() {
        AiesaSignature signature = new AiesaSignature("public", "secret", clock);
        signature.headers();

        assertThat(signature.isCorrectedBy(refusal("Wed, 29 Oct 2025 12:22:33 GMT")))
                .isTrue();
        assertThat(signature.headers())
                .containsEntry(
                        "X-Timestamp", Long.toString(NOW.plusSeconds(3_600).getEpochSecond()));
        assertThat(signature.isCorrectedBy(refusal("Wed, 29 Oct 2025 12:22:33 GMT")))
                .as("the same again, now that it is right")
                .isFalse();
    }

    private static HttpAnswer refusal(String date) {
        return new HttpAnswer(401, date == null ? Map.of() : Map.of("date", date), new byte[0]);
    }

    @Test
    void oneRequestIsUnderWayUntilTheFirstAnswerAndThenAll() throws Exception {
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<String> answer = new CompletableFuture<>();
        List<CompletionStage<String>> results = sendMany(() -> {
            begun.incrementAndGet();
            return answer;
        });

        assertThat(begun).hasValue(1);
        assertThat(clock.isKnown()).isFalse();
        answer.complete("models");

        assertThat(begun).hasValue(MANY);
        assertThat(clock.isKnown()).isTrue();
        assertThat(results).allSatisfy(result -> assertThat(result).isCompletedWithValue("models"));
    }

    /** From many threads at once; when this returns, each of them has made its call. */
    private List<CompletionStage<String>> sendMany(Supplier<CompletionStage<String>> request) throws Exception {
        List<CompletionStage<String>> results = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        try {
            List<Future<CompletionStage<String>>> calls = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return clock.whenKnown(request);
                }));
            }
            start.countDown();
            for (Future<CompletionStage<String>> call : calls) {
                results.add(call.get(1, TimeUnit.MINUTES));
            }
        } finally {
            threads.shutdownNow();
        }
        return results;
    }

    @Test
    void noRequestWaitsOnceTheTimeIsKnown() {
        clock.whenKnown(() -> CompletableFuture.completedFuture("known"));

        CompletableFuture<String> never = new CompletableFuture<>();
        CompletionStage<String> stuck = clock.whenKnown(() -> never);
        CompletionStage<String> next = clock.whenKnown(() -> CompletableFuture.completedFuture("next"));

        assertThat(next).isCompletedWithValue("next");
        assertThat(stuck.toCompletableFuture()).isNotDone();
    }

    @Test
    void theOthersAreSentAfterAFirstRequestThatFailed() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletionStage<String> first = clock.whenKnown(() -> answer);
        CompletionStage<String> second = clock.whenKnown(() -> CompletableFuture.completedFuture("second"));
        assertThat(second.toCompletableFuture()).isNotDone();

        answer.completeExceptionally(failure(0));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedWithValue("second");
        assertThat(clock.isKnown()).isFalse();
    }

    @Test
    void theOthersAreSentAfterAFirstRequestThatThrew() {
        CompletableFuture<String> held = new CompletableFuture<>();
        CompletionStage<String> first = clock.whenKnown(() -> held.thenApply(answer -> {
            throw new IllegalStateException("late");
        }));
        CompletionStage<String> second = clock.whenKnown(() -> {
            throw new IllegalStateException("at once");
        });
        held.complete("go");
        CompletionStage<String> third = clock.whenKnown(() -> {
            throw new IllegalStateException("first of its kind");
        });
        CompletionStage<String> fourth = clock.whenKnown(() -> CompletableFuture.completedFuture("fourth"));

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompletedExceptionally();
        assertThat(third).isCompletedExceptionally();
        assertThat(fourth).isCompletedWithValue("fourth");
    }

    /** A busy or broken proxy has not checked the signature. */
    @Test
    void theStatusShowsWhetherTheSignatureWasChecked() {
        for (int status : new int[] {0, 408, 429, 500, 502, 503}) {
            clock.whenKnown(() -> CompletableFuture.failedFuture(failure(status)));
            assertThat(clock.isKnown()).as("after %s", status).isFalse();
        }
        for (int status : new int[] {400, 401, 403, 404, 422}) {
            AiesaClock another = new AiesaClock(Clock.systemUTC());
            another.whenKnown(() -> CompletableFuture.failedFuture(failure(status)));
            assertThat(another.isKnown()).as("after %s", status).isTrue();
        }
    }

    private static RuntimeException failure(int status) {
        return ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                ErrorDetails.of("aiesa", "models", "failed").withHttpStatus(status));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ShopotDeliveriesTest {

    private final MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
    private final ShopotDeliveries deliveries = new ShopotDeliveries(repository);
    private final AtomicInteger runs = new AtomicInteger();

    @BeforeEach
    void start() {
        repository.start();
    }

    private Supplier<CompletionStage<Boolean>> delivery(CompletionStage<Boolean> outcome) {
        return () -> {
            runs.incrementAndGet();
            return outcome;
        };
    }

    @Test
    void aCopyWhileTheFirstIsUnderWayHasItsOutcome() {
        CompletableFuture<Boolean> first = new CompletableFuture<>();

        CompletableFuture<Boolean> one = deliveries.once("a", delivery(first)).toCompletableFuture();
        CompletableFuture<Boolean> two = deliveries.once("a", delivery(first)).toCompletableFuture();
        CompletableFuture<Boolean> other = deliveries
                .once("b", delivery(CompletableFuture.completedFuture(true)))
                .toCompletableFuture();

        assertThat(one).isNotDone();
        assertThat(two).isNotDone();
        assertThat(other).isCompletedWithValue(true);
        first.complete(false);
        assertThat(one).isCompletedWithValue(false);
        assertThat(two).isCompletedWithValue(false);
        assertThat(runs).hasValue(2);
    }

    @Test
    void aFailedDeliveryIsTriedAgain() {
        deliveries.once("a", delivery(CompletableFuture.completedFuture(false)));
        deliveries.once("a", delivery(CompletableFuture.failedFuture(new IllegalStateException("expected"))));
        deliveries.once("a", () -> {
            throw new IllegalStateException("expected");
        });

        assertThat(deliveries.once("a", delivery(CompletableFuture.completedFuture(true))))
                .isCompletedWithValue(true);
        assertThat(deliveries.once("a", delivery(CompletableFuture.completedFuture(false))))
                .isCompletedWithValue(true);
        assertThat(runs).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDeliveryFailsIfTheRepositoryIsAway(boolean withError) {
        ShopotDeliveries away = new ShopotDeliveries(new MemoryIdempotentRepository() {
            @Override
            public boolean add(String key) {
                if (withError) {
                    throw new StackOverflowError("expected");
                }
                throw new IllegalStateException("expected");
            }
        });

        for (int copy = 1; copy <= 2; copy++) {
            assertThat(away.once("a", delivery(CompletableFuture.completedFuture(true))))
                    .isCompletedExceptionally();
        }
        assertThat(runs).hasValue(0);
    }
}

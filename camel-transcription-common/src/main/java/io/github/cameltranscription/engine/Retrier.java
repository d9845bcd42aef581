/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

import io.github.cameltranscription.error.TranscriptionException;

/** Repeats a request after retriable failures, without holding a thread in between. */
public final class Retrier {

    private final JobScheduler scheduler;
    private final RetryPolicy policy;
    private final DoubleSupplier random;

    /** @param random between 0 and 1, for jitter */
    public Retrier(JobScheduler scheduler, RetryPolicy policy, DoubleSupplier random) {
        this.scheduler = scheduler;
        this.policy = policy;
        this.random = random;
    }

    /**
     * Makes a request that is safe to repeat.
     *
     * @param  request makes the request once
     * @return         its first success, or its last failure
     */
    public <T> CompletionStage<T> idempotent(Supplier<CompletionStage<T>> request) {
        CompletableFuture<T> result = new CompletableFuture<>();
        attempt(request, 0, result);
        return result;
    }

    private <T> void attempt(Supplier<CompletionStage<T>> request, int earlierFailures, CompletableFuture<T> result) {
        stage(request).whenComplete((value, thrown) -> {
            if (thrown == null) {
                result.complete(value);
                return;
            }
            Throwable failure = TranscriptionException.unwrapped(thrown);
            int failures = earlierFailures + 1;
            Duration delay = failure instanceof TranscriptionException known && known.isRetriable()
                    ? policy.delayAfter(failures, known.getRetryAfter(), random.getAsDouble())
                    : null;
            if (delay == null) {
                result.completeExceptionally(failure);
            } else {
                scheduler.schedule(() -> attempt(request, failures, result), delay);
            }
        });
    }

    /** The supplier's stage, or a failed stage if it throws. */
    static <T> CompletionStage<T> stage(Supplier<CompletionStage<T>> request) {
        try {
            return Objects.requireNonNull(request.get(), "the adapter gave no stage");
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * AIESA's time, as far as it is known: signatures hold for five minutes, so a wrong clock of ours has to be corrected. As
 * long as AIESA has not answered, small requests go one at a time, so that a wrong clock costs one request and not one of
 * each that is under way.
 */
final class AiesaClock {

    /** What differs by less is the way, not the clock. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Clock ours;
    private Duration offset = Duration.ZERO;
    private CompletableFuture<Void> firstAnswer;
    private volatile boolean known;

    AiesaClock(Clock ours) {
        this.ours = ours;
    }

    /** The time there. */
    synchronized Instant now() {
        return ours.instant().plus(offset);
    }

    /** Whether a signature of ours has been answered to. */
    boolean isKnown() {
        return known;
    }

    /**
     * Takes over what AIESA says the time is.
     *
     * @return whether that explains why it did not accept a signature
     */
    synchronized boolean correct(Instant theirs) {
        Duration error = Duration.between(now(), theirs);
        if (error.abs().compareTo(TOLERANCE) <= 0) {
            return false;
        }
        offset = offset.plus(error);
        return true;
    }

    /** Makes a small request as soon as the time there is known; the first one finds it out. */
    <T> CompletionStage<T> whenKnown(Supplier<CompletionStage<T>> request) {
        CompletableFuture<Void> first;
        synchronized (this) {
            if (known) {
                return request.get();
            }
            if (firstAnswer != null) {
                return firstAnswer.thenCompose(answered -> request.get());
            }
            first = new CompletableFuture<>();
            firstAnswer = first;
        }
        CompletionStage<T> answered = CompletableFuture.completedStage(null).thenCompose(begun -> request.get());
        return answered.whenComplete((answer, failure) -> {
            synchronized (this) {
                known |= failure == null || AiesaApi.isAnswered(failure);
                firstAnswer = null;
            }
            first.complete(null);
        });
    }
}

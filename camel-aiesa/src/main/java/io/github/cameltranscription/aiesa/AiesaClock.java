/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * AIESA's time. Signatures are valid for five minutes, so a wrong clock of ours has to be corrected. Until AIESA has
 * checked a signature, small requests are sent one at a time, so that a wrong clock costs one request and not one of each
 * that is under way.
 */
final class AiesaClock {

    /** A smaller difference may be the time that the answer was under way. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Clock ours;
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean known;
    private CompletableFuture<Void> firstAnswer;

    AiesaClock(Clock ours) {
        this.ours = ours;
    }

    /** How far AIESA's time is ahead of ours, as far as is known. */
    Duration offset() {
        return offset;
    }

    /** The time that is ahead of ours by this offset. */
    Instant now(Duration ahead) {
        return ours.instant().plus(ahead);
    }

    /** Whether AIESA has checked a signature of ours, which requires the right time. */
    boolean isKnown() {
        return known;
    }

    /**
     * Corrects the offset by AIESA's time.
     *
     * @param  theirs the time in the refusal of a signature
     * @param  signed the offset that the signature was made with; another request may have corrected it since
     * @return        whether the offset explains the refusal
     */
    synchronized boolean correct(Instant theirs, Duration signed) {
        Duration error = Duration.between(now(offset), theirs);
        if (error.abs().compareTo(TOLERANCE) > 0) {
            offset = offset.plus(error);
        }
        return offset.minus(signed).abs().compareTo(TOLERANCE) > 0;
    }

    /**
     * Sends a small request as soon as AIESA's time is known. The first request finds it out; the others are sent when it
     * has ended, even if it has not.
     */
    <T> CompletionStage<T> whenKnown(Supplier<CompletionStage<T>> request) {
        CompletableFuture<Void> first;
        synchronized (this) {
            if (known) {
                first = CompletableFuture.completedFuture(null);
            } else if (firstAnswer != null) {
                first = firstAnswer;
            } else {
                first = null;
                firstAnswer = new CompletableFuture<>();
            }
        }
        return first == null ? findOut(request) : first.thenCompose(ready -> request.get());
    }

    private <T> CompletionStage<T> findOut(Supplier<CompletionStage<T>> request) {
        return CompletableFuture.completedFuture(null)
                .thenCompose(ready -> request.get())
                .whenComplete((answer, failure) -> {
                    CompletableFuture<Void> others;
                    synchronized (this) {
                        known |= failure == null || AiesaApi.isJudged(failure);
                        others = firstAnswer;
                        firstAnswer = null;
                    }
                    others.complete(null);
                });
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * AIESA's time, if known: signatures hold for five minutes, so a wrong clock of ours has to be corrected. As long as
 * AIESA has not judged a signature, small requests go one at a time, so that a wrong clock costs one request and not
 * one of each that is under way.
 */
final class AiesaClock {

    /** What differs by less is the way, not the clock. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final Clock ours;
    private volatile Duration offset = Duration.ZERO;
    private volatile boolean known;
    private CompletableFuture<Void> firstAnswer;

    AiesaClock(Clock ours) {
        this.ours = ours;
    }

    /** By how much the time there is ahead of ours, as far as is known. */
    Duration offset() {
        return offset;
    }

    /** The time there, if it is ahead of ours by so much. */
    Instant now(Duration ahead) {
        return ours.instant().plus(ahead);
    }

    /** Whether a signature of ours has been judged, which takes the right time. */
    boolean isKnown() {
        return known;
    }

    /**
     * Takes over what AIESA says the time is.
     *
     * @param  theirs what it said when it did not accept a signature
     * @param  signed the offset that the signature was made with; another request may have corrected it since
     * @return        whether that explains the refusal
     */
    synchronized boolean correct(Instant theirs, Duration signed) {
        Duration error = Duration.between(now(offset), theirs);
        if (error.abs().compareTo(TOLERANCE) > 0) {
            offset = offset.plus(error);
        }
        return offset.minus(signed).abs().compareTo(TOLERANCE) > 0;
    }

    /**
     * Makes a small request as soon as the time there is known; the first one finds it out. Where that one does not, it
     * holds up no other any longer.
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

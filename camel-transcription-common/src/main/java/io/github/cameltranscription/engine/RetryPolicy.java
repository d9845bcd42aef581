/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

/**
 * How often and when a single request is repeated.
 *
 * @param maxRetries the number of repetitions; 0 for none
 */
public record RetryPolicy(int maxRetries) {

    /** Before the second attempt; it doubles from there. */
    private static final Duration FIRST_DELAY = Duration.ofMillis(500);

    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);

    /** After a longer {@code Retry-After}, the request fails at once and the route may redeliver. */
    static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(2);

    /**
     * Checks the value.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy {
        if (maxRetries < 0) {
            throw new IllegalArgumentException("maxRetries " + maxRetries + " must not be negative: 0 means no retry");
        }
    }

    /**
     * The wait before the next attempt.
     *
     * @param  failures   how many attempts have failed; at least 1
     * @param retryAfter the pause that the provider asked for, or {@code null}
     * @param  random     between 0 and 1
     * @return            the wait, or {@code null} if there is to be no further attempt
     */
    public Duration delayAfter(int failures, Duration retryAfter, double random) {
        if (failures > maxRetries || retryAfter != null && retryAfter.compareTo(LONGEST_RETRY_AFTER) > 0) {
            return null;
        }
        double grown = Math.min(LONGEST_DELAY.toNanos(), FIRST_DELAY.toNanos() * Math.pow(2, failures - 1));
        Duration delay = Duration.ofNanos((long) (grown * (1 - PollPolicy.JITTER * random)));
        return retryAfter != null && retryAfter.compareTo(delay) > 0 ? retryAfter : delay;
    }
}

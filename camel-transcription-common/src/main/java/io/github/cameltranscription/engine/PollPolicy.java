/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

/**
 * When to ask the provider how a job stands, and when to give up. It only calculates: no clock, no threads.
 *
 * @param initialDelay    from the submission to the first poll, exactly
 * @param multiplier      by which the interval grows from poll to poll; at least 1
 * @param maximumInterval beyond which no interval grows
 * @param timeout         from the submission until waiting ends
 */
public record PollPolicy(Duration initialDelay, double multiplier, Duration maximumInterval, Duration timeout) {

    /** How far jitter moves an interval either way, so that jobs submitted together are not polled together. */
    static final double JITTER = 0.1;

    /** Nanoseconds, which the clock counts, overflow after 292 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public PollPolicy {
        requireCountable("initialDelay", initialDelay);
        requireCountable("maxPollInterval", maximumInterval);
        requireCountable("jobTimeout", timeout);
        if (!(multiplier >= 1) || Double.isInfinite(multiplier)) {
            throw new IllegalArgumentException(
                    "pollMultiplier " + multiplier + " must be a number of at least 1: 1 polls at a fixed interval");
        }
    }

    private static void requireCountable(String option, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(
                    option + " " + value.toMillis() + "ms must be longer than 0: give a duration such as 2s");
        }
        if (value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(option + " " + value.toMillis() + "ms must be at most "
                    + LONGEST.toDays() + " days: give a duration such as 2h");
        }
    }

    /**
     * The wait before a poll.
     *
     * @param  poll      how many polls there have been
     * @param  remaining what is left of the timeout; the wait is cut to it
     * @param  random    between 0 and 1
     * @return           the wait; never negative
     */
    public Duration delay(int poll, Duration remaining, double random) {
        double delay = initialDelay.toNanos();
        if (poll > 0) {
            double limit = maximumInterval.toNanos();
            double grown = Math.min(limit, delay * Math.pow(multiplier, poll));
            delay = Math.min(limit, grown * (1 - JITTER + 2 * JITTER * random));
        }
        return Duration.ofNanos((long) Math.max(0, Math.min(delay, remaining.toNanos())));
    }
}

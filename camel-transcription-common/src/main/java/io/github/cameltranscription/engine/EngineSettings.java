/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

/**
 * The options of an endpoint that concern its engine.
 *
 * @param maxInFlight the maximum number of jobs under way; at least 1
 * @param maxConcurrentUploads the maximum number of submissions of the account at a time; at least 1
 * @param submitTimeout how long, from its arrival, a submission rejected for load is repeated
 * @param pollPolicy when to poll and when to give up
 * @param retryPolicy how often a single request is made again
 */
public record EngineSettings(
        String operation,
        int maxInFlight,
        int maxConcurrentUploads,
        Duration submitTimeout,
        PollPolicy pollPolicy,
        RetryPolicy retryPolicy) {

    /** Nanoseconds, which the clock counts, overflow after 292 years. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException naming the option that is wrong
     */
    public EngineSettings {
        if (submitTimeout.isNegative() || submitTimeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("submitTimeout " + submitTimeout.toMillis() + "ms must be 0 to "
                    + LONGEST.toDays() + " days: 0s fails at the first rejection");
        }
    }
}

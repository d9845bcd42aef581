/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

/**
 * The options of an endpoint that concern its engine.
 *
 * @param operation            what the jobs are for, as errors name it
 * @param maxInFlight          how many jobs may be under way; at least 1
 * @param maxConcurrentUploads how many submissions of the account may be sent at a time; at least 1
 * @param submitTimeout        for how long, from its arrival, a submission that was rejected for load is sent again
 * @param pollPolicy           when to poll and when to give up
 * @param retryPolicy          how often a single request is made again
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/**
 * The circumstances of an event.
 *
 * @param now       the time, by the repository's clock
 * @param jobId     the provider's id, as far as the exchange knows it; {@code null} if it does not
 * @param error     what went wrong; {@code null} if nothing did
 * @param retention how long a finished record stays
 */
record JobStep(JobOwner node, Instant now, String jobId, String error, Duration retention) {

    /** A record whose source may still bring the recording again stays at least that long. */
    private static final Duration SOURCE_LIMIT = Duration.ofDays(1);

    private static final Duration FIRST_ATTEMPT_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_ATTEMPT_DELAY = Duration.ofMinutes(10);
    private static final Duration FIRST_PURCHASE_DELAY = Duration.ofMinutes(1);
    private static final Duration LONGEST_PURCHASE_DELAY = Duration.ofHours(1);

    /** When the notice of a parked job is repeated to a route that has not taken it. */
    static final Duration NOTICE_DELAY = Duration.ofMinutes(1);

    /** Later instants do not fit into a database. */
    private static final Duration LONGEST_RETENTION = Duration.ofDays(36_500);

    static JobStep by(JobOwner node, Instant now) {
        return new JobStep(node, now, null, null, Duration.ZERO);
    }

    /** When a finished record may go. */
    Instant keepUntil(boolean sourceCommitted) {
        Duration least = sourceCommitted ? Duration.ZERO : SOURCE_LIMIT;
        return now.plus(Collections.max(List.of(least, Collections.min(List.of(retention, LONGEST_RETENTION)))));
    }

    /** When a record that has failed that often is tried again. */
    Instant nextAttempt(int attempts) {
        return now.plus(doubled(FIRST_ATTEMPT_DELAY, attempts, LONGEST_ATTEMPT_DELAY));
    }

    /** When a recording whose jobs the provider has failed that often may be bought again. */
    Instant nextPurchase(int failures) {
        return now.plus(doubled(FIRST_PURCHASE_DELAY, failures, LONGEST_PURCHASE_DELAY));
    }

    private static Duration doubled(Duration first, int times, Duration longest) {
        return Collections.min(List.of(longest, first.multipliedBy(1L << Math.min(Math.max(times - 1, 0), 30))));
    }
}

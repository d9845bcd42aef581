/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Says when a repository is to look for records whose retention is over, to one of all its callers. */
final class PurgeTurns {

    static final Duration INTERVAL = Duration.ofMinutes(1);

    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    /** Whether it is the caller's turn: the first time, and once in each interval after. */
    boolean take(Instant now) {
        Instant due = next.get();
        return !now.isBefore(due) && next.compareAndSet(due, now.plus(INTERVAL));
    }
}

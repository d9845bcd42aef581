/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Accepts a limited number of submissions within any second. For one thread. */
final class SubmissionLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Deque<Long> taken = new ArrayDeque<>();
    private int perSecond = Integer.MAX_VALUE;

    void limitTo(int submissionsPerSecond) {
        perSecond = submissionsPerSecond;
    }

    /** Whether this one is accepted. */
    boolean take(long now) {
        while (!taken.isEmpty() && now - taken.peek() >= SECOND) {
            taken.poll();
        }
        return taken.size() < perSecond && taken.add(now);
    }
}

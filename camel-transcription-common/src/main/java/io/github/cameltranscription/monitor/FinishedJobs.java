/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last jobs that have ended. */
final class FinishedJobs {

    static final int CAPACITY = 500;

    private final Deque<FinishedJob> latestFirst = new ArrayDeque<>();

    synchronized void add(FinishedJob job) {
        if (latestFirst.size() == CAPACITY) {
            latestFirst.removeLast();
        }
        latestFirst.addFirst(job);
    }

    /**
     * The latest first.
     *
     * @param provider whose; {@code null} for all
     * @param limit    how many at most
     */
    synchronized List<FinishedJob> latest(String provider, int limit) {
        return latestFirst.stream()
                .filter(job -> provider == null || provider.equals(job.provider()))
                .limit(limit)
                .toList();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.cameltranscription.engine.JobPhase;

/** How many jobs of each provider are in which phase: counted at most once a second, since each is a meter of its own. */
final class PhaseCounts {

    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final TranscriptionMonitor monitor;
    private Map<String, int[]> counts;
    private long countedAt;

    PhaseCounts(TranscriptionMonitor monitor) {
        this.monitor = monitor;
    }

    synchronized int of(String provider, JobPhase phase) {
        long now = System.nanoTime();
        if (counts == null || now - countedAt > FRESH) {
            counts = new HashMap<>();
            countedAt = now;
            monitor.jobs(null).forEach(job -> counts.computeIfAbsent(
                            job.endpoint().provider(), first -> new int[JobPhase.values().length])[
                    job.state().ordinal()]++);
        }
        int[] ofProvider = counts.get(provider);
        return ofProvider == null ? 0 : ofProvider[phase.ordinal()];
    }
}

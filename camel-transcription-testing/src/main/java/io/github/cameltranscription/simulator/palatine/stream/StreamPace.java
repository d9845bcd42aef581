/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;

/** When the recogniser of a session is done with its blocks: they wait for each other, and each has a latency of its own. */
final class StreamPace {

    private final double realTimeFactor;
    private final long latencyNanos;
    private long busyUntil = Long.MIN_VALUE;

    StreamPace(Duration latency, double realTimeFactor) {
        this.realTimeFactor = realTimeFactor;
        latencyNanos = latency.toNanos();
    }

    /** When the result of audio is due that came {@code now} and is so long; in the nanoseconds of the clock that {@code now} is of. */
    long due(long now, double seconds) {
        long begin = Math.max(now, busyUntil);
        busyUntil = begin + Math.round(seconds * realTimeFactor * 1e9);
        return Math.max(busyUntil, begin + latencyNanos);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

/** Counts events in tenths of a second, for the last second, and as an average over about half a minute. */
final class RateMeter {

    private static final int BUCKETS = 10;
    private static final long WIDTH = Duration.ofMillis(100).toNanos();
    private static final double AVERAGE_SECONDS = 30;

    private final int[] counts = new int[BUCKETS];
    private long first;
    private boolean begun;
    private double average;
    private long began;

    void mark(long now) {
        advance(now);
        counts[BUCKETS - 1]++;
    }

    /** Events of the last second. */
    int lastSecond(long now) {
        advance(now);
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    /** When the oldest event of the last second happened, to a tenth of a second. */
    long oldest(long now) {
        advance(now);
        for (int i = 0; i < BUCKETS; i++) {
            if (counts[i] > 0) {
                return first + i * WIDTH;
            }
        }
        return now;
    }

    /** Events a second, on average. */
    double usual(long now) {
        advance(now);
        double seconds = Math.min(AVERAGE_SECONDS, Math.max(1, (now - began) / 1e9));
        double weight = 1 - Math.exp(-seconds / AVERAGE_SECONDS);
        return (average * 10 + lastSecond(now) / AVERAGE_SECONDS) / Math.max(weight, 1 / AVERAGE_SECONDS);
    }

    private void advance(long now) {
        if (!begun) {
            begun = true;
            began = now;
            first = now - (BUCKETS - 1) * WIDTH;
        }
        long steps = (now - first) / WIDTH - (BUCKETS - 1);
        for (long step = 0; step < steps; step++) {
            if (step >= 3000) {
                // Half a minute of silence ten times over: nothing is left.
                average = 0;
                first += (steps - step) * WIDTH;
                break;
            }
            double decay = 1 / (AVERAGE_SECONDS * 10);
            average += (counts[0] - average) * decay;
            System.arraycopy(counts, 1, counts, 0, BUCKETS - 1);
            counts[BUCKETS - 1] = 0;
            first += WIDTH;
        }
    }
}

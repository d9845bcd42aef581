/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;

/** The times from sending the audio that ends a word to receiving the word, of all sessions in a window. */
final class RoundTrips {

    /** A session that waits longer for a word starves. */
    static final Duration BOUND = Duration.ofSeconds(1);

    private static final int NANOS_A_STEP = 10_000;
    private static final double STEPS_A_MILLI = 100;

    /** Ten seconds in steps of 10 microseconds. */
    private final AtomicIntegerArray histogram = new AtomicIntegerArray(1_000_001);

    void add(long nanos) {
        histogram.incrementAndGet((int) Math.min(histogram.length() - 1, nanos / NANOS_A_STEP));
    }

    void clear() {
        for (int step = 0; step < histogram.length(); step++) {
            histogram.set(step, 0);
        }
    }

    long count() {
        long all = 0;
        for (int step = 0; step < histogram.length(); step++) {
            all += histogram.get(step);
        }
        return all;
    }

    /** The time that this share of all round trips did not exceed. */
    double percentileMillis(double share) {
        double wanted = Math.max(1, Math.ceil(count() * share));
        long below = 0;
        for (int step = 0; step < histogram.length(); step++) {
            below += histogram.get(step);
            if (below >= wanted) {
                return (step + 1) / STEPS_A_MILLI;
            }
        }
        return Double.NaN;
    }
}

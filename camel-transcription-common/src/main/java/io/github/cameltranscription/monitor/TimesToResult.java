/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.util.Arrays;

/** How long the last jobs of one kind took at the provider. */
final class TimesToResult {

    private static final int CAPACITY = 500;

    private final float[] seconds = new float[CAPACITY];
    private int next;
    private int count;

    /**
     * The range that most jobs are in.
     *
     * @param count how many jobs it is made of
     * @param p10   seconds that a tenth of them was faster than
     * @param p50   seconds that half of them was faster than
     * @param p90   seconds that a tenth of them was slower than
     */
    record Range(int count, double p10, double p50, double p90) {}

    synchronized void add(Duration time) {
        seconds[next] = time.toMillis() / 1000f;
        next = (next + 1) % CAPACITY;
        count = Math.min(CAPACITY, count + 1);
    }

    /** The usual range; there has been at least one job. */
    Range range() {
        float[] sorted;
        synchronized (this) {
            sorted = Arrays.copyOf(seconds, count);
        }
        Arrays.sort(sorted);
        return new Range(sorted.length, at(sorted, 0.1), at(sorted, 0.5), at(sorted, 0.9));
    }

    private static double at(float[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}

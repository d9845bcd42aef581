/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

import io.github.cameltranscription.benchmarks.process.Answer;

/** The time of each job's last poll, and the intervals between polls in a window. For one thread. */
final class PollIntervals {

    private static final int LONGEST_MILLIS = 120_000;

    private final long[] lastPolls;
    private final int[] histogram = new int[LONGEST_MILLIS + 1];
    private long windowBegan;
    private long polls;

    PollIntervals(int jobs) {
        this.lastPolls = new long[jobs];
    }

    void poll(int job, long now) {
        polls++;
        if (lastPolls[job] != 0) {
            add(now - lastPolls[job]);
        }
        lastPolls[job] = now;
    }

    private void add(long nanos) {
        histogram[(int) Math.min(LONGEST_MILLIS, TimeUnit.NANOSECONDS.toMillis(nanos))]++;
    }

    void begin(long now) {
        Arrays.fill(histogram, 0);
        windowBegan = now;
        polls = 0;
    }

    /** A job that was not polled in the whole window counts with the time since its last poll. */
    Answer end(long now) {
        int polled = 0;
        for (long lastPoll : lastPolls) {
            if (lastPoll >= windowBegan) {
                polled++;
            } else if (lastPoll != 0) {
                add(now - lastPoll);
            }
        }
        return Answer.of("polls", polls)
                .and("intervalMedian", percentile(0.5))
                .and("interval99", percentile(0.99))
                .and("intervalLongest", percentile(1))
                .and("jobsPolled", polled);
    }

    private double percentile(double share) {
        long all = 0;
        for (int count : histogram) {
            all += count;
        }
        long below = 0;
        for (int millis = 0; millis < histogram.length; millis++) {
            below += histogram[millis];
            if (below >= Math.max(1, Math.ceil(all * share))) {
                return millis;
            }
        }
        return Double.NaN;
    }
}

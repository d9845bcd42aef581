/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.util.ArrayList;
import java.util.List;

/** How many jobs have ended how in each minute of the last hour. */
final class Throughput {

    static final int MINUTES = 60;
    private static final JobOutcome[] OUTCOMES = JobOutcome.values();

    private final long[] minutes = new long[MINUTES];
    private final int[][] counts = new int[MINUTES][OUTCOMES.length];

    synchronized void add(long minute, JobOutcome outcome) {
        int slot = slot(minute);
        if (minutes[slot] != minute) {
            minutes[slot] = minute;
            counts[slot] = new int[OUTCOMES.length];
        }
        counts[slot][outcome.ordinal()]++;
    }

    /** How many jobs ended so in a minute. */
    synchronized int of(long minute, JobOutcome outcome) {
        int slot = slot(minute);
        return minutes[slot] == minute ? counts[slot][outcome.ordinal()] : 0;
    }

    private static int slot(long minute) {
        return (int) (minute % MINUTES);
    }

    /** The numbers of the minutes of the hour that ends with this one, the earliest first. */
    static List<Long> hourUntil(long minute) {
        List<Long> hour = new ArrayList<>(MINUTES);
        for (long each = minute - MINUTES + 1; each <= minute; each++) {
            hour.add(each);
        }
        return hour;
    }
}

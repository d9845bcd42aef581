/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * The arguments of a client JVM: the server, and the jobs to poll.
 *
 * @param baseUrl        of the server
 * @param operation      {@code await} or {@code transcribe}
 * @param count          how many jobs
 * @param intervalMillis from poll to poll; 0 for the default options of the component, which jobs then begin at once
 * @param connections    at most
 */
record PolledJobs(String baseUrl, String operation, int count, long intervalMillis, int connections) {

    /** As in the component, where jobs that were submitted together must not be polled together. */
    private static final double JITTER = 0.1;

    static final String API_KEY = "benchmark-key";

    static PolledJobs parse(String[] arguments) {
        return new PolledJobs(
                arguments[0],
                arguments[1],
                Integer.parseInt(arguments[2]),
                Long.parseLong(arguments[3]),
                Integer.parseInt(arguments[4]));
    }

    static String id(int number) {
        return "job-" + number;
    }

    /** How many jobs begin at once before the others: more than there are connections, so that all connections open. */
    static int atOnce(int count, int connections) {
        return Math.min(count / 2, 2 * connections);
    }

    /** Begins the first jobs at once. */
    void beginFirst(JobStart start) throws Exception {
        for (int number = 1; number < atOnce(count, connections); number++) {
            start.begin(number);
        }
    }

    /** Begins the other jobs one after the other, evenly over one interval. */
    void beginOthers(JobStart start) throws Exception {
        long begin = System.nanoTime();
        for (int number = atOnce(count, connections); number < count; number++) {
            long due = begin + TimeUnit.MILLISECONDS.toNanos(intervalMillis) * number / count;
            long early = TimeUnit.NANOSECONDS.toMillis(due - System.nanoTime());
            if (early > 0) {
                Thread.sleep(early);
            }
            start.begin(number);
        }
    }

    /** The component's own rule with a multiplier of 1: a tenth of jitter either way, cut at the longest interval. */
    long nextDelayNanos() {
        double jittered = intervalMillis
                * (1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble());
        return (long) (1e6 * Math.min(intervalMillis, jittered));
    }

    /** The shortest delay that either side asks its scheduler for. */
    static double shortestDelayMillis(double intervalMillis) {
        return intervalMillis * (1 - JITTER);
    }

    /** Begins one job. */
    @FunctionalInterface
    interface JobStart {
        void begin(int number) throws Exception;
    }
}

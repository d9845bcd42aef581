/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is known of the jobs that have ended: the last of them, and counts. Providers are {@code null} for all. */
final class JobHistory {

    static final int MINUTES = 60;

    /** How many ended jobs are known, and how many times of each kind. */
    private static final int CAPACITY = 500;

    private final Deque<FinishedJob> latestFirst = new ArrayDeque<>();
    private final Map<String, Counts> providers = new TreeMap<>();
    private final Map<Kind, Deque<Duration>> timesToResult = new LinkedHashMap<>();

    /** How many jobs of a provider have ended how, in all and in each minute of the last hour. */
    private record Counts(long[] all, TreeMap<Long, int[]> minutes) {}

    /** Jobs of one kind take about as long as each other. */
    private record Kind(String provider, String operation) {}

    /**
     * The range that most jobs of a kind are in, of the last ones.
     *
     * @param count how many jobs it is made of
     * @param p10   seconds that a tenth of them was faster than
     * @param p50   seconds that half of them was faster than
     * @param p90   seconds that a tenth of them was slower than
     */
    record Usual(String provider, String operation, int count, double p10, double p50, double p90) {}

    synchronized void add(FinishedJob job) {
        Counts counts = providers.computeIfAbsent(
                job.provider(), first -> new Counts(new long[JobOutcome.values().length], new TreeMap<>()));
        long minute = minute(job.endedAt());
        counts.all()[job.outcome().ordinal()]++;
        counts.minutes()
                .computeIfAbsent(minute, first -> new int[JobOutcome.values().length])[
                job.outcome().ordinal()]++;
        counts.minutes().headMap(minute - MINUTES).clear();
        Duration timeToResult = job.job().elapsed();
        if (timeToResult != null && (job.outcome() == JobOutcome.DONE || job.outcome() == JobOutcome.UNDELIVERED)) {
            addFirst(
                    timesToResult.computeIfAbsent(
                            new Kind(job.provider(), job.operation()), first -> new ArrayDeque<>()),
                    timeToResult);
        }
        addFirst(latestFirst, job);
    }

    private static <T> void addFirst(Deque<T> deque, T element) {
        if (deque.size() == CAPACITY) {
            deque.removeLast();
        }
        deque.addFirst(element);
    }

    static long minute(Instant time) {
        return time.getEpochSecond() / 60;
    }

    /** The latest first, {@code limit} at most. */
    synchronized List<FinishedJob> latest(String provider, int limit) {
        return latestFirst.stream()
                .filter(job -> provider == null || provider.equals(job.provider()))
                .limit(limit)
                .toList();
    }

    /** How many jobs have ended so. */
    synchronized long ended(String provider, JobOutcome outcome) {
        return of(provider).stream()
                .mapToLong(counts -> counts.all()[outcome.ordinal()])
                .sum();
    }

    /** How many jobs ended so in a minute. */
    synchronized int ended(String provider, JobOutcome outcome, long minute) {
        return of(provider).stream()
                .mapToInt(counts ->
                        counts.minutes().containsKey(minute) ? counts.minutes().get(minute)[outcome.ordinal()] : 0)
                .sum();
    }

    private List<Counts> of(String provider) {
        return provider == null
                ? List.copyOf(providers.values())
                : providers.containsKey(provider) ? List.of(providers.get(provider)) : List.of();
    }

    /** How long jobs usually take. */
    synchronized List<Usual> usual(String provider) {
        List<Usual> all = new ArrayList<>();
        timesToResult.forEach((kind, times) -> {
            if (provider == null || provider.equals(kind.provider())) {
                double[] sorted = times.stream()
                        .mapToDouble(time -> time.toMillis() / 1_000.0)
                        .sorted()
                        .toArray();
                all.add(new Usual(
                        kind.provider(),
                        kind.operation(),
                        sorted.length,
                        at(sorted, 0.1),
                        at(sorted, 0.5),
                        at(sorted, 0.9)));
            }
        });
        return all;
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}

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

/** The jobs that have ended: the last of them, and counts. A provider of {@code null} means all providers. */
final class JobHistory {

    static final int MINUTES = 60;

    /** The maximum number of ended jobs, and of times of each kind. */
    private static final int CAPACITY = 500;

    private final Deque<FinishedJob> latestFirst = new ArrayDeque<>();
    private final Map<String, Counts> providers = new TreeMap<>();
    private final Map<Kind, Deque<Duration>> timesToResult = new LinkedHashMap<>();

    /** The number of jobs of a provider by outcome, in total and in each minute of the last hour. */
    private record Counts(long[] all, TreeMap<Long, int[]> minutes) {}

    /** Jobs of one kind take a similar time. */
    private record Kind(String provider, String operation) {}

    /**
     * The percentiles of the times of the last jobs of a kind, in seconds.
     *
     * @param count the number of jobs
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

    /** The latest jobs first, at most {@code limit}. */
    synchronized List<FinishedJob> latest(String provider, int limit) {
        return latestFirst.stream()
                .filter(job -> provider == null || provider.equals(job.provider()))
                .limit(limit)
                .toList();
    }

    /** The number of jobs with this outcome. */
    synchronized long ended(String provider, JobOutcome outcome) {
        return of(provider).stream()
                .mapToLong(counts -> counts.all()[outcome.ordinal()])
                .sum();
    }

    /** The number of jobs with this outcome in a minute. */
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

    /** The usual times of jobs. */
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

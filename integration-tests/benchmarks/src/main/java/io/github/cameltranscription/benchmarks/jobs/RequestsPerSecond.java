/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.github.cameltranscription.benchmarks.process.Answer;

/** How many requests came in each second since the series began. For one thread. */
final class RequestsPerSecond {

    private static final int LONGEST_SECONDS = 3600;

    private final int[] counts = new int[LONGEST_SECONDS];
    private long began;

    void begin(long now) {
        Arrays.fill(counts, 0);
        began = now;
    }

    void add(int requests, long now) {
        counts[second(now)] += requests;
    }

    private int second(long now) {
        return (int) Math.min(LONGEST_SECONDS - 1, TimeUnit.NANOSECONDS.toSeconds(now - began));
    }

    /** The counts of all seconds so far as text; the last second may be a part of one. */
    String toNote(String name, long now) {
        return name
                + Arrays.stream(counts, 0, second(now) + 1)
                        .mapToObj(count -> " " + count)
                        .collect(Collectors.joining());
    }

    /** Reads {@link #toNote}. */
    static int[] parse(Answer answer, String name) {
        return answer.notes().stream()
                .filter(note -> note.startsWith(name + " "))
                .findFirst()
                .map(note -> Arrays.stream(note.substring(name.length()).strip().split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray())
                .orElseThrow();
    }
}

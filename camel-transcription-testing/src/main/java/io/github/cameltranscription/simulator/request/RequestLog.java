/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.request;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Requests by kind of call: the counts are exact, of the requests themselves the last ones of each kind are kept.
 *
 * @param <C> the provider's kinds of call
 */
public final class RequestLog<C extends Enum<C>> {

    private final int keptPerCall;

    private record Entry(long number, RecordedRequest request) {}

    private final Map<C, Deque<Entry>> requests;
    private final Map<C, Long> counts;
    private long added;

    /** For the simulator itself. */
    public RequestLog(Class<C> calls, int keptPerCall) {
        this.keptPerCall = keptPerCall;
        requests = new EnumMap<>(calls);
        counts = new EnumMap<>(calls);
    }

    /** Keeps a request, and forgets the oldest of its kind if there are too many. */
    public synchronized void add(C call, RecordedRequest request) {
        counts.merge(call, 1L, Long::sum);
        Deque<Entry> kept = requests.computeIfAbsent(call, key -> new ArrayDeque<>());
        if (kept.size() == keptPerCall) {
            kept.removeFirst();
        }
        kept.addLast(new Entry(added++, request));
    }

    /** The kept requests of a kind, oldest first: a copy. */
    public synchronized List<RecordedRequest> of(C call) {
        Deque<Entry> kept = requests.get(call);
        return kept == null ? List.of() : kept.stream().map(Entry::request).toList();
    }

    /** The kept requests of all kinds, oldest first: a copy. */
    public synchronized List<RecordedRequest> all() {
        return requests.values().stream()
                .flatMap(Deque::stream)
                .sorted(Comparator.comparingLong(Entry::number))
                .map(Entry::request)
                .toList();
    }

    /** How many there were of a kind since the start or the last {@link #clear()}. */
    public synchronized long count(C call) {
        return counts.getOrDefault(call, 0L);
    }

    /** Forgets all requests and counts. */
    public synchronized void clear() {
        requests.clear();
        counts.clear();
    }
}

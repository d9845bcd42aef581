/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A queue in which the owners of the elements take turns. The elements of one owner keep their order. */
final class FairQueue<T> {

    private final Map<Object, Deque<T>> queues = new LinkedHashMap<>();

    void add(Object owner, T element) {
        queues.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(element);
    }

    /** The element that {@link #poll} would remove, or {@code null} if there is none. */
    T peek() {
        return isEmpty() ? null : queues.values().iterator().next().peek();
    }

    /** Removes and returns the next element, after which the other owners have their turns. */
    T poll() {
        Iterator<Map.Entry<Object, Deque<T>>> first = queues.entrySet().iterator();
        Map.Entry<Object, Deque<T>> next = first.next();
        first.remove();
        T element = next.getValue().poll();
        if (!next.getValue().isEmpty()) {
            queues.put(next.getKey(), next.getValue());
        }
        return element;
    }

    boolean removeIf(Predicate<T> unwanted) {
        boolean removed = false;
        for (Deque<T> queue : queues.values()) {
            removed |= queue.removeIf(unwanted);
        }
        queues.values().removeIf(Deque::isEmpty);
        return removed;
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    int size() {
        return queues.values().stream().mapToInt(Deque::size).sum();
    }
}

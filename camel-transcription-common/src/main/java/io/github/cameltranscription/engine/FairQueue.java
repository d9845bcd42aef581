/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** A queue in which the owners of the elements take turns. The elements of one owner keep their order. */
final class FairQueue<T> {

    /** Sets, because a stop removes thousands of elements one by one. */
    private final Map<Object, Set<T>> queues = new LinkedHashMap<>();

    void add(Object owner, T element) {
        queues.computeIfAbsent(owner, first -> new LinkedHashSet<>()).add(element);
    }

    /** The element that {@link #poll} would remove, or {@code null} if there is none. */
    T peek() {
        return isEmpty() ? null : queues.values().iterator().next().iterator().next();
    }

    /** Removes and returns the next element, after which the other owners have their turns. */
    T poll() {
        Iterator<Map.Entry<Object, Set<T>>> first = queues.entrySet().iterator();
        Map.Entry<Object, Set<T>> next = first.next();
        first.remove();
        T element = next.getValue().iterator().next();
        next.getValue().remove(element);
        if (!next.getValue().isEmpty()) {
            queues.put(next.getKey(), next.getValue());
        }
        return element;
    }

    boolean remove(T element) {
        boolean removed = queues.values().stream().anyMatch(queue -> queue.remove(element));
        queues.values().removeIf(Set::isEmpty);
        return removed;
    }

    void removeIf(Predicate<T> unwanted) {
        queues.values().forEach(queue -> queue.removeIf(unwanted));
        queues.values().removeIf(Set::isEmpty);
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    int size() {
        return queues.values().stream().mapToInt(Set::size).sum();
    }
}

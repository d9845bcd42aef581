/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Objects that several users share: the first user of a key makes one, and the last one gives it back. */
final class SharedObjects<K, V> {

    private record Entry<V>(V value, AtomicInteger users) {}

    private final Map<K, Entry<V>> entries = new HashMap<>();

    /** The object of a key. Every call needs a {@link #giveBack} of its own. */
    synchronized V acquire(K key, Supplier<V> make) {
        Entry<V> entry = entries.computeIfAbsent(key, first -> new Entry<>(make.get(), new AtomicInteger()));
        entry.users().incrementAndGet();
        return entry.value();
    }

    /** The object, if that was its last user; {@code null} otherwise. */
    synchronized V giveBack(K key) {
        Entry<V> entry = entries.get(key);
        if (entry == null || entry.users().decrementAndGet() > 0) {
            return null;
        }
        entries.remove(key);
        return entry.value();
    }

    /** All that are in use, each once. */
    synchronized List<V> inUse() {
        return entries.values().stream().map(Entry::value).toList();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * The faults of calls, of jobs or of streaming sessions, in the order in which they were set: the first that fits strikes. Internal.
 *
 * @param <E> what a fault does
 */
public final class FaultPlan<E> {

    private record Entry<E>(E effect, Fault fault) {}

    private final List<Entry<E>> entries = new CopyOnWriteArrayList<>();
    private volatile String unfinished;

    void begin(String subject) {
        String forgotten = unfinished;
        unfinished = forgotten == null ? subject : null;
        if (forgotten != null) {
            throw new IllegalStateException(
                    "An earlier fault on " + forgotten + " was not ended with once(), times(n) or always()");
        }
    }

    Fault add(E effect, int passed, int times) {
        Fault fault = new Fault(this, passed, times);
        unfinished = null;
        entries.add(new Entry<>(effect, fault));
        return fault;
    }

    /** What the first fault does that fits and is not used up; null if there is none. */
    public E next(Predicate<E> fits) {
        for (Entry<E> entry : entries) {
            if (fits.test(entry.effect()) && entry.fault().tryUse()) {
                return entry.effect();
            }
        }
        return null;
    }

    void remove(Fault fault) {
        entries.removeIf(entry -> entry.fault() == fault);
    }

    /** Removes all faults. */
    public void clear() {
        unfinished = null;
        entries.clear();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds threads that were started since it was created. */
public final class ThreadCensus {

    private final Set<Thread> known = new HashSet<>(living());

    private ThreadCensus() {}

    /** Begins with the threads that live now. */
    public static ThreadCensus take() {
        return new ThreadCensus();
    }

    /** The names of the threads that have been started since then and live now. */
    public List<String> newcomers() {
        return living().stream()
                .filter(thread -> !known.contains(thread))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    private static Collection<Thread> living() {
        return Thread.getAllStackTraces().keySet();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.process;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which threads have come since. */
public final class ThreadCensus {

    private final Set<Thread> known = new HashSet<>(living());

    private ThreadCensus() {}

    /** Takes the threads that live now as given. */
    public static ThreadCensus take() {
        return new ThreadCensus();
    }

    /** The names of those that live now and did not live then. */
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/** The one thread of a session, and its clock. */
interface StreamLoop {

    /** Now, in nanoseconds that only grow. */
    long nanoTime();

    /** A number from 0 to 1. */
    double random();

    /** Runs a task on the thread, soon. */
    void execute(Runnable task);

    /**
     * Runs a task on the thread later.
     *
     * @return what keeps it from being run
     */
    Runnable schedule(Duration delay, Runnable task);
}

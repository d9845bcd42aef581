/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/** The thread and clock of a session. */
interface StreamLoop {

    /** The monotonic time in nanoseconds. */
    long nanoTime();

    /** A number from 0 to 1. */
    double random();

    /** Runs a task on the thread as soon as possible. */
    void execute(Runnable task);

    /**
     * Runs a task on the thread later.
     *
     * @return what keeps it from being run
     */
    Runnable schedule(Duration delay, Runnable task);
}

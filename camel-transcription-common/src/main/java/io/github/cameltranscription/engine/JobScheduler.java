/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

/** Time as the job engine sees it; tests put a virtual one in its place. */
public interface JobScheduler {

    /** A monotonic clock in nanoseconds, as {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs a short task once.
     *
     * @param  task  what to run; it must neither block nor throw
     * @param  delay from now
     * @return       a handle to give it up by
     */
    ScheduledTask schedule(Runnable task, Duration delay);

    /** A task that has not run yet. */
    @FunctionalInterface
    interface ScheduledTask {
        /** Sees to it that the task does not run, if it has not begun. */
        void cancel();
    }
}

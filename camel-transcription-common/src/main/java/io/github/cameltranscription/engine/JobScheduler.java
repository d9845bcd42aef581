/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.Future;

/** The clock and timer of the job engine; tests use a virtual one. */
public interface JobScheduler {

    /** A monotonic clock in nanoseconds, as {@link System#nanoTime()}. */
    long nanoTime();

    /**
     * Runs a short task once.
     *
     * @param  task  what to run; it must neither block nor throw
     * @param  delay from now
     * @return       cancels it; a task that has begun runs to its end
     */
    Future<?> schedule(Runnable task, Duration delay);
}

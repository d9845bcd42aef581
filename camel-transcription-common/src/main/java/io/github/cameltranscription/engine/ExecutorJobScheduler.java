/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The real time: one thread of an executor serves all jobs. */
public final class ExecutorJobScheduler implements JobScheduler {

    private final ScheduledExecutorService executor;

    /**
     * @param executor runs the tasks; its owner shuts it down
     */
    public ExecutorJobScheduler(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Future<?> schedule(Runnable task, Duration delay) {
        try {
            return executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopping) {
            // The engine is closed right before or after its executor, and ends its jobs itself.
            return CompletableFuture.completedFuture(null);
        }
    }
}

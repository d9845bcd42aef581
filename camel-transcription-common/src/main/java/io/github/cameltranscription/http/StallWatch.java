/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Cuts an upload of which nothing moves any more: a blocking socket has a limit for reading, and none for writing.
 */
final class StallWatch implements AutoCloseable {

    private final long limit;
    private final Future<?> check;
    private volatile long lastProgress = System.nanoTime();
    private volatile Runnable cut;
    private volatile boolean stalled;
    private volatile boolean paused;

    StallWatch(Duration limit, ScheduledExecutorService scheduler) {
        this.limit = limit.toNanos();
        long interval = Math.max(1, this.limit / 4);
        this.check = scheduler.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.NANOSECONDS);
    }

    /** What to do when it stalls. */
    void onStall(Runnable newCut) {
        cut = newCut;
        progress();
    }

    void progress() {
        lastProgress = System.nanoTime();
    }

    /** All is sent: from here on the socket's own limit for reading holds. */
    void pause() {
        paused = true;
    }

    boolean isStalled() {
        return stalled;
    }

    private void check() {
        Runnable action = cut;
        if (action != null && !paused && System.nanoTime() - lastProgress > limit) {
            stalled = true;
            action.run();
        }
    }

    @Override
    public void close() {
        check.cancel(false);
    }
}

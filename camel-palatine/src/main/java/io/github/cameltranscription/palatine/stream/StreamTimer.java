/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/** A timer for one task. Used only on the session's thread. */
final class StreamTimer {

    /** Event loops count in whole milliseconds. */
    private static final long TOLERANCE = Duration.ofMillis(1).toNanos();

    private final StreamLoop loop;
    private Runnable task;
    private long deadline;
    private Runnable cancellation;
    private long wakesAt;

    StreamTimer(StreamLoop loop) {
        this.loop = loop;
    }

    /** Schedules a task in place of the previous one. */
    void set(Duration delay, Runnable newTask) {
        task = newTask;
        deadline = loop.nanoTime() + delay.toNanos();
        // Most timers are only postponed: then the event loop keeps its timer.
        if (cancellation == null || deadline < wakesAt) {
            schedule(delay);
        }
    }

    private void schedule(Duration delay) {
        if (cancellation != null) {
            cancellation.run();
        }
        wakesAt = deadline;
        cancellation = loop.schedule(delay, this::wake);
    }

    private void wake() {
        cancellation = null;
        long early = deadline - loop.nanoTime();
        if (early > TOLERANCE) {
            schedule(Duration.ofNanos(early));
            return;
        }
        Runnable due = task;
        task = null;
        due.run();
    }

    boolean isSet() {
        return task != null;
    }

    void cancel() {
        task = null;
        if (cancellation != null) {
            cancellation.run();
            cancellation = null;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.ArrayDeque;
import java.util.Deque;

import io.vertx.core.Vertx;

/** What a session is to do later, in order. On the session's event loop only. */
final class StreamOutbox {

    private static final long NANOS_PER_MILLISECOND = 1_000_000;
    private static final long NO_TIMER = -1;

    private record Entry(long due, Runnable action) {}

    private final Vertx vertx;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long timer = NO_TIMER;

    StreamOutbox(Vertx vertx) {
        this.vertx = vertx;
    }

    /** {@code due} by {@link System#nanoTime}; what is due runs at once, unless it has to wait for something before it. */
    void add(long due, Runnable action) {
        entries.addLast(new Entry(due, action));
        if (timer == NO_TIMER) {
            runDue();
        }
    }

    private void runDue() {
        while (!entries.isEmpty()) {
            long remaining = entries.getFirst().due() - System.nanoTime();
            if (remaining > 0) {
                timer = vertx.setTimer(Math.max(1, Math.round((double) remaining / NANOS_PER_MILLISECOND)), fired -> {
                    timer = NO_TIMER;
                    runDue();
                });
                return;
            }
            entries.removeFirst().action().run();
        }
    }

    /** Does all of it now. */
    void flush() {
        cancelTimer();
        while (!entries.isEmpty()) {
            entries.removeFirst().action().run();
        }
    }

    /** Does none of it. */
    void clear() {
        cancelTimer();
        entries.clear();
    }

    private void cancelTimer() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}

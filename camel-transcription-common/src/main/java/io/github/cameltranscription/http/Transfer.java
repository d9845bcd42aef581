/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * One request under way. At any time it either waits with a deadline, or transfers a body, which must move at least
 * {@value #LEAST_RATE} bytes a second.
 */
final class Transfer implements AutoCloseable {

    private static final int LEAST_RATE = 1024;

    private final long window;
    private final Object owner;
    private final Consumer<Transfer> over;
    private final AtomicLong moved = new AtomicLong();
    private Runnable cut;
    private String reason;
    private boolean flowing;
    private long since;
    private long limit;
    private long movedBefore;

    Transfer(Duration window, Duration limit, Object owner, Consumer<Transfer> over) {
        this.window = window.toNanos();
        this.owner = owner;
        this.over = over;
        await(limit);
    }

    /** Sets the time limit for the next step. */
    synchronized void await(Duration within) {
        flowing = false;
        since = System.nanoTime();
        limit = within.toNanos();
    }

    /** Begins the transfer of a body. */
    synchronized void flow() {
        flowing = true;
        since = System.nanoTime();
        movedBefore = moved.get();
    }

    void moved(long bytes) {
        moved.addAndGet(bytes);
    }

    /** Sets the action that ends the request; it runs at once if the request should have ended already. */
    void onCut(Runnable newCut) {
        boolean late;
        synchronized (this) {
            cut = newCut;
            late = reason != null;
        }
        if (late) {
            newCut.run();
        }
    }

    /** Why it was cut, or {@code null}. */
    synchronized String reason() {
        return reason;
    }

    boolean isOf(Object someOwner) {
        return owner == someOwner;
    }

    void check(long now) {
        String due;
        synchronized (this) {
            due = flowing ? tooSlow(now) : tooLate(now);
        }
        cut(due);
    }

    /** Ends the request, unless the reason is {@code null}. */
    void cut(String newReason) {
        Runnable action;
        synchronized (this) {
            if (newReason == null || reason != null) {
                return;
            }
            reason = newReason;
            action = cut;
        }
        if (action != null) {
            action.run();
        }
    }

    private String tooLate(long now) {
        return now - since <= limit
                ? null
                : "no whole answer came within " + TimeUnit.NANOSECONDS.toMillis(limit) + " ms";
    }

    private String tooSlow(long now) {
        long elapsed = now - since;
        if (elapsed < window) {
            return null;
        }
        long count = moved.get() - movedBefore;
        since = now;
        movedBefore += count;
        return tooSlow(count, elapsed);
    }

    /** Why so many bytes are too few for this time; {@code null} if they are enough. */
    static String tooSlow(long count, long nanos) {
        return count >= LEAST_RATE * (nanos / 1e9)
                ? null
                : (count == 0 ? "nothing" : "only " + count + " bytes") + " moved within "
                        + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
    }

    @Override
    public void close() {
        over.accept(this);
    }
}

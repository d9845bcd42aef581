/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The places of an endpoint. A caller on a thread of the user's is blocked while there is none, which holds its source
 * back. A caller on a thread of ours is queued, since the places are given back by such threads.
 *
 * <p>A blocked caller also waits while an exchange that entered here is queued at any endpoint, so that a chain of
 * endpoints is bounded as a whole: nothing enters it while something waits inside it.
 *
 * <p>A queued exchange takes the place of a job as soon as the job has ended. A blocked caller gets that place when the
 * result has been handed over, so that results which wait for a thread are bounded too: those of later endpoints count
 * where their exchanges entered.
 */
public final class Admission {

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Place> queue = new LinkedHashSet<>();
    private int active;
    private int handingOver;
    private int enteredHereAndQueued;
    private int enteredHereAndHandingOver;
    private boolean granting;
    private boolean closed;

    /** @param limit how many places; at least 1 */
    public Admission(int limit) {
        this.limit = limit;
    }

    /** A claim to a place. */
    final class Place {
        private final Admission entry;
        private final Runnable granted;

        private Place(Admission entry, Runnable granted) {
            this.entry = entry;
            this.granted = granted;
        }

        /** Leaves the queue; {@code false} if the place was granted already. */
        boolean cancel() {
            boolean queued = locked(() -> queue.remove(this));
            if (queued) {
                entry.change(() -> entry.enteredHereAndQueued--);
            }
            return queued;
        }
    }

    /**
     * The work in a place is done: the next in the queue may begin.
     *
     * @param entry the endpoint that the exchange entered the chain through, or {@code null} if that is this one
     */
    void ended(Admission entry) {
        if (isElsewhere(entry)) {
            entry.change(() -> entry.enteredHereAndHandingOver++);
        }
        change(() -> {
            active--;
            handingOver++;
        });
        grantQueued();
    }

    /**
     * The result of work that has ended was handed over: a blocked caller may begin.
     *
     * @param entry as in {@link #ended}
     */
    void handedOver(Admission entry) {
        change(() -> handingOver--);
        if (isElsewhere(entry)) {
            entry.change(() -> entry.enteredHereAndHandingOver--);
        }
    }

    private boolean isElsewhere(Admission entry) {
        return entry != null && entry != this;
    }

    private <T> T locked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    /** Changes the counts, and lets blocked callers look again. */
    private void change(Runnable change) {
        locked(() -> {
            change.run();
            changed.signalAll();
            return null;
        });
    }

    /**
     * Blocks until there is a place.
     *
     * @param  running whether the caller's route runs; asked again after {@link #wakeBlocked}
     * @return         whether there is one; {@code false} if the route or this endpoint was stopped
     * @throws InterruptedException if the caller is interrupted while blocked
     */
    boolean block(BooleanSupplier running) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && running.getAsBoolean() && isFull()) {
                changed.await();
            }
            if (closed || !running.getAsBoolean()) {
                return false;
            }
            active++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a caller that may be blocked would not be. */
    boolean mayEnter() {
        return locked(() -> !closed && !isFull());
    }

    private boolean isFull() {
        return active + handingOver + enteredHereAndHandingOver >= limit
                || enteredHereAndQueued > 0
                || !queue.isEmpty();
    }

    /**
     * Asks for a place without blocking.
     *
     * @param  entry   the endpoint that the exchange entered the chain through
     * @param  granted runs once the place is there, at once if it is; must not block
     * @return         the claim, or {@code null} if this endpoint was stopped
     */
    Place queue(Admission entry, Runnable granted) {
        Place place = new Place(entry, granted);
        if (!locked(() -> !closed && queue.add(place))) {
            return null;
        }
        entry.change(() -> entry.enteredHereAndQueued++);
        grantQueued();
        return place;
    }

    /** A caller that is granted its place may end at once and grant the next: a loop, since a recursion has no bound. */
    private void grantQueued() {
        while (true) {
            Place next = locked(() -> {
                if (granting || queue.isEmpty() || active >= limit) {
                    changed.signalAll();
                    return null;
                }
                granting = true;
                active++;
                Place first = queue.iterator().next();
                queue.remove(first);
                return first;
            });
            if (next == null) {
                return;
            }
            try {
                next.entry.change(() -> next.entry.enteredHereAndQueued--);
                next.granted.run();
            } finally {
                locked(() -> granting = false);
            }
        }
    }

    /** Lets blocked callers look again whether their routes run. */
    public void wakeBlocked() {
        change(() -> {});
    }

    void close() {
        change(() -> closed = true);
    }

    boolean isClosed() {
        return locked(() -> closed);
    }

    /** Places that are taken, those of results that wait to be handed over included. */
    int taken() {
        return locked(() -> active + handingOver);
    }

    /** Callers that wait in the queue. */
    int waiting() {
        return locked(queue::size);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

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
    private final Deque<Place> queue = new ArrayDeque<>();
    private int active;
    private int handingOver;
    private int enteredHereAndQueued;
    private int enteredHereAndHandingOver;
    private boolean granting;
    private boolean closed;

    /**
     * @param  limit                    how many places; at least 1
     * @throws IllegalArgumentException if it is less
     */
    public Admission(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(
                    "maxInFlight " + limit + " must be at least 1: it bounds the jobs under way");
        }
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
            lock.lock();
            boolean queued;
            try {
                queued = queue.remove(this);
            } finally {
                lock.unlock();
            }
            if (queued) {
                entry.queued(-1);
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
            entry.handingOver(1);
        }
        lock.lock();
        try {
            active--;
            handingOver++;
        } finally {
            lock.unlock();
        }
        grantQueued();
    }

    /**
     * The result of work that has ended was handed over: a blocked caller may begin.
     *
     * @param entry as in {@link #ended}
     */
    void handedOver(Admission entry) {
        lock.lock();
        try {
            handingOver--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (isElsewhere(entry)) {
            entry.handingOver(-1);
        }
    }

    private boolean isElsewhere(Admission entry) {
        return entry != null && entry != this;
    }

    private void handingOver(int change) {
        lock.lock();
        try {
            enteredHereAndHandingOver += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            return !closed && !isFull();
        } finally {
            lock.unlock();
        }
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
        lock.lock();
        try {
            if (closed) {
                return null;
            }
            queue.add(place);
        } finally {
            lock.unlock();
        }
        entry.queued(1);
        grantQueued();
        return place;
    }

    /** A caller that is granted its place may end at once and grant the next: a loop, since a recursion has no bound. */
    private void grantQueued() {
        while (true) {
            Place next;
            lock.lock();
            try {
                if (granting || queue.isEmpty() || active >= limit) {
                    changed.signalAll();
                    return;
                }
                granting = true;
                next = queue.poll();
                active++;
            } finally {
                lock.unlock();
            }
            try {
                next.entry.queued(-1);
                next.granted.run();
            } finally {
                lock.lock();
                granting = false;
                lock.unlock();
            }
        }
    }

    private void queued(int change) {
        lock.lock();
        try {
            enteredHereAndQueued += change;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Lets blocked callers look again whether their routes run. */
    public void wakeBlocked() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Places that are taken, those of results that wait to be handed over included. */
    int taken() {
        lock.lock();
        try {
            return active + handingOver;
        } finally {
            lock.unlock();
        }
    }

    /** Callers that wait in the queue. */
    int waiting() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }
}

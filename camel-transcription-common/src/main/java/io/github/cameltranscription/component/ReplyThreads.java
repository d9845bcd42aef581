/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobScheduler;

/**
 * The threads that run the rest of a route. A route may block them (circuit breakers, transacted routes, a full queue)
 * and wait for the second call of a chain, which needs such a thread too. So replies of later calls come first, the
 * last threads are reserved for them, and a thread is added when a reply has waited for {@link #PATIENCE}.
 */
final class ReplyThreads {

    static final long PATIENCE = 1_000_000_000L;

    /** How many calls of a chain are distinguished, and how many threads are kept. */
    private static final int LEVELS = 4;

    /** How long a thread waits for another reply before it ends. */
    private static final int IDLE_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(ReplyThreads.class);
    private static final ThreadLocal<Boolean> OURS = new ThreadLocal<>();

    private record Reply(Runnable task, long arrived) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Executor threads;
    private final JobScheduler scheduler;
    private final int usual;
    private final int most;
    private final Deque<Reply>[] waiting;
    private final int[] busy = new int[LEVELS];
    private int size;
    private int workers;
    private int idle;
    private int called;
    private boolean watched;
    private boolean closed;

    /**
     * @param threads   runs at least {@code most} tasks at a time, and queues none
     * @param scheduler looks for replies that wait too long
     * @param usual     how many threads there are usually; at least 1
     * @param most      how many there may be
     */
    ReplyThreads(Executor threads, JobScheduler scheduler, int usual, int most) {
        this.threads = threads;
        this.scheduler = scheduler;
        this.usual = usual;
        this.most = Math.max(usual, most);
        this.size = usual;
        @SuppressWarnings({"unchecked", "rawtypes"})
        Deque<Reply>[] levels = new Deque[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            levels[level] = new ArrayDeque<>();
        }
        this.waiting = levels;
    }

    /** Whether the calling thread runs the rest of a route for any of our components. */
    static boolean isCurrent() {
        return OURS.get() != null;
    }

    /**
     * Runs a reply.
     *
     * @param call which call of its chain it answers, from 1
     */
    void execute(int call, Runnable task) {
        lock.lock();
        try {
            waiting[Math.min(call, LEVELS) - 1].add(new Reply(task, scheduler.nanoTime()));
        } finally {
            lock.unlock();
        }
        dispatch();
    }

    private void dispatch() {
        lock.lock();
        try {
            if (nextLevel() >= 0 && idle > called) {
                called++;
                arrived.signal();
                return;
            }
            if (nextLevel() < 0 || workers >= size) {
                watch();
                return;
            }
            workers++;
        } finally {
            lock.unlock();
        }
        try {
            threads.execute(() -> work(true));
        } catch (RejectedExecutionException stopping) {
            notStarted();
            work(false);
        } catch (OutOfMemoryError noThread) {
            // The system may have a thread again soon, and the calling thread may serve all jobs.
            notStarted();
            LOG.warn("A thread for the rest of a route could not be started: {}", noThread.getMessage());
            scheduler.schedule(this::dispatch, Duration.ofNanos(PATIENCE));
        }
    }

    private void notStarted() {
        lock.lock();
        workers--;
        lock.unlock();
    }

    /** Replies of the first calls leave the last threads to those of later ones. */
    private int limit(int level) {
        return Math.max(1, Math.min(size, most - (LEVELS - 1 - level)));
    }

    private int nextLevel() {
        for (int level = LEVELS - 1; level >= 0; level--) {
            int upTo = 0;
            for (int other = 0; other <= level; other++) {
                upTo += busy[other];
            }
            if (!waiting[level].isEmpty() && upTo < limit(level)) {
                return level;
            }
        }
        return -1;
    }

    /**
     * Runs replies while there are any.
     *
     * @param pooled whether this thread is one of the workers, and not one that does their work while they stop
     */
    private void work(boolean pooled) {
        Boolean before = OURS.get();
        OURS.set(Boolean.TRUE);
        int level = -1;
        try {
            while (true) {
                Reply reply;
                lock.lock();
                try {
                    if (level >= 0) {
                        busy[level]--;
                    }
                    level = nextLevel();
                    if (level < 0 && pooled && !closed) {
                        awaitReply();
                        level = nextLevel();
                    }
                    if (level < 0) {
                        if (pooled) {
                            workers--;
                        }
                        size = Math.max(usual, Math.min(size, workers + 1));
                        return;
                    }
                    busy[level]++;
                    reply = waiting[level].poll();
                } finally {
                    lock.unlock();
                }
                try {
                    reply.task().run();
                } catch (Throwable faulty) {
                    LOG.error("The rest of a route failed in a way that Camel does not handle", faulty);
                }
                if (pooled) {
                    // The interrupt was for that exchange, and not for the next one.
                    Thread.interrupted();
                }
            }
        } finally {
            if (before == null) {
                OURS.remove();
            }
        }
    }

    /** Lets threads end that wait for a reply. */
    void close() {
        lock.lock();
        try {
            closed = true;
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A thread that ends with each reply would be made anew for the next. */
    private void awaitReply() {
        idle++;
        try {
            arrived.await(IDLE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        idle--;
        called = Math.max(0, called - 1);
    }

    /** Adds a thread while replies wait too long. */
    private void watch() {
        if (watched || size >= most || isEmpty()) {
            return;
        }
        watched = true;
        scheduler.schedule(this::look, Duration.ofNanos(PATIENCE));
    }

    private boolean isEmpty() {
        for (Deque<Reply> level : waiting) {
            if (!level.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void look() {
        lock.lock();
        try {
            watched = false;
            long now = scheduler.nanoTime();
            for (Deque<Reply> level : waiting) {
                Reply oldest = level.peek();
                if (oldest != null && now - oldest.arrived() >= PATIENCE) {
                    size = Math.min(most, size + 1);
                    break;
                }
            }
        } finally {
            lock.unlock();
        }
        dispatch();
    }
}

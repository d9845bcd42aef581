/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobScheduler;

/**
 * The threads that run the rest of a route. A route may block them (circuit breakers, transacted routes, a queue that is
 * full), and what it waits for may itself need such a thread: the second call of a chain. So replies of later calls come
 * first, the last threads are kept for them, and a thread is added when a reply has waited for {@link #PATIENCE}.
 */
final class ReplyThreads {

    static final long PATIENCE = 1_000_000_000L;

    /** How many calls of a chain are told apart, and how many threads are kept. */
    private static final int LEVELS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(ReplyThreads.class);
    private static final ThreadLocal<Boolean> OURS = new ThreadLocal<>();

    private record Reply(Runnable task, long arrived) {}

    private final Executor threads;
    private final JobScheduler scheduler;
    private final int usual;
    private final int most;
    private final Deque<Reply>[] waiting;
    private final int[] busy = new int[LEVELS];
    private int size;
    private int workers;
    private boolean watched;

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
     * @param  call                       the how manieth call of its chain it answers, from 1
     * @throws RejectedExecutionException if the component is stopped
     */
    void execute(int call, Runnable task) {
        synchronized (this) {
            waiting[Math.min(call, LEVELS) - 1].add(new Reply(task, scheduler.nanoTime()));
        }
        dispatch();
    }

    private void dispatch() {
        while (true) {
            synchronized (this) {
                if (workers >= size || !hasNext()) {
                    watch();
                    return;
                }
                workers++;
            }
            try {
                threads.execute(() -> work(true));
            } catch (RejectedExecutionException stopping) {
                synchronized (this) {
                    workers--;
                }
                work(false);
                return;
            }
        }
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

    private boolean hasNext() {
        return nextLevel() >= 0;
    }

    /**
     * Runs replies while there are any.
     *
     * @param counted whether this thread is one of the workers, and not one that does their work while they stop
     */
    private void work(boolean counted) {
        Boolean before = OURS.get();
        OURS.set(Boolean.TRUE);
        int level = -1;
        try {
            while (true) {
                Reply reply;
                synchronized (this) {
                    if (level >= 0) {
                        busy[level]--;
                    }
                    level = nextLevel();
                    if (level < 0) {
                        if (counted) {
                            workers--;
                        }
                        size = Math.max(usual, Math.min(size, workers + 1));
                        return;
                    }
                    busy[level]++;
                    reply = waiting[level].poll();
                }
                try {
                    reply.task().run();
                } catch (Throwable faulty) {
                    LOG.error("The rest of a route failed in a way that Camel does not handle", faulty);
                }
            }
        } finally {
            if (before == null) {
                OURS.remove();
            }
        }
    }

    /** Adds a thread while replies wait too long. */
    private synchronized void watch() {
        if (watched || size >= most || isEmpty()) {
            return;
        }
        watched = true;
        scheduler.schedule(this::look, java.time.Duration.ofNanos(PATIENCE));
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
        synchronized (this) {
            watched = false;
            long now = scheduler.nanoTime();
            for (Deque<Reply> level : waiting) {
                Reply oldest = level.peek();
                if (oldest != null && now - oldest.arrived() >= PATIENCE) {
                    size = Math.min(most, size + 1);
                    break;
                }
            }
        }
        dispatch();
    }

    /** How many threads there may be at present. */
    synchronized int size() {
        return size;
    }
}

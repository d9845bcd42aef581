/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobScheduler;

/**
 * The threads that run the rest of a route. A route may block them (circuit breakers, transacted routes, a full queue)
 * and wait for the next call of a chain, which needs such a thread too. So replies of later calls come first, and a thread
 * is added when a reply has waited for {@link #PATIENCE}. If all threads wait, a reply of a later call than theirs gets a
 * thread above the limit, because one of them may wait for it.
 */
final class ReplyThreads {

    static final long PATIENCE = 1_000_000_000L;
    /** For how long after they were last needed more threads than usual may run. */
    private static final long KEPT = 10 * PATIENCE;

    private static final Logger LOG = LoggerFactory.getLogger(ReplyThreads.class);
    private static final ThreadLocal<Integer> CALL = new ThreadLocal<>();

    private record Reply(int call, long arrived, Runnable task) {}

    private final Executor threads;
    private final JobScheduler scheduler;
    private final int usual;
    private final int most;
    private final Queue<Reply> waiting =
            new PriorityQueue<>(Comparator.comparing(Reply::call).reversed().thenComparing(Reply::arrived));
    /** The calls whose replies are running. */
    private final Map<Thread, Integer> busy = new HashMap<>();

    private int size;
    private int workers;
    private long manyAt;
    private boolean watched;

    /**
     * @param threads runs more than {@code most} tasks at a time, and queues none
     * @param usual   how many threads there are usually; at least 1
     * @param most    how many there may be
     */
    ReplyThreads(Executor threads, JobScheduler scheduler, int usual, int most) {
        this.threads = threads;
        this.scheduler = scheduler;
        this.usual = usual;
        this.most = Math.max(usual, most);
        this.size = usual;
    }

    /** The call whose reply the calling thread runs, for any of our components; 0 on the user's threads. */
    static int currentCall() {
        Integer call = CALL.get();
        return call == null ? 0 : call;
    }

    /** @param call which call of its chain the reply answers, from 1 */
    void execute(int call, Runnable task) {
        synchronized (this) {
            waiting.add(new Reply(call, scheduler.nanoTime(), task));
        }
        dispatch();
    }

    private void dispatch() {
        synchronized (this) {
            if (workers >= size || !mayRun()) {
                watch();
                return;
            }
            workers++;
            if (workers > usual) {
                manyAt = scheduler.nanoTime();
            }
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

    private synchronized void notStarted() {
        workers--;
    }

    /** Whether the first reply may run now, if there is a thread for it. */
    private boolean mayRun() {
        Reply first = waiting.peek();
        return first != null
                && (busy.size() < most
                        || busy.entrySet().stream()
                                .allMatch(other -> other.getValue() < first.call()
                                        && other.getKey().getState() == Thread.State.WAITING));
    }

    /**
     * Runs replies while there are any.
     *
     * @param pooled whether this thread is one of the workers, and not one that does their work while they stop
     */
    private void work(boolean pooled) {
        Integer before = CALL.get();
        try {
            for (Reply reply = next(pooled); reply != null; reply = next(pooled)) {
                CALL.set(reply.call());
                try {
                    reply.task().run();
                } catch (Throwable faulty) {
                    LOG.error("The rest of a route failed in a way that Camel does not handle", faulty);
                }
            }
        } finally {
            if (before == null) {
                CALL.remove();
            } else {
                CALL.set(before);
            }
        }
    }

    /** The calling thread's next reply; {@code null} if it is to end. */
    private synchronized Reply next(boolean pooled) {
        Thread thread = Thread.currentThread();
        busy.remove(thread);
        if (pooled) {
            // An interrupt that the rest of a route has left must not end that of another exchange.
            Thread.interrupted();
        }
        if (mayRun()) {
            Reply reply = waiting.poll();
            busy.put(thread, reply.call());
            return reply;
        }
        if (pooled) {
            workers--;
        }
        if (scheduler.nanoTime() - manyAt > KEPT) {
            size = Math.max(usual, Math.min(size, workers + 1));
        }
        watch();
        return null;
    }

    /** Adds a thread while replies wait too long. */
    private void watch() {
        if (!watched && !waiting.isEmpty()) {
            watched = true;
            scheduler.schedule(this::look, Duration.ofNanos(PATIENCE));
        }
    }

    private void look() {
        synchronized (this) {
            watched = false;
            long now = scheduler.nanoTime();
            if (workers >= size && mayRun() && waiting.stream().anyMatch(reply -> now - reply.arrived() >= PATIENCE)) {
                size = workers + 1;
            }
        }
        dispatch();
    }
}

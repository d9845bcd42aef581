/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Time that stands still until the test moves it. It begins close to where a nanosecond clock wraps around. */
public final class VirtualScheduler implements JobScheduler {

    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private final NavigableSet<Task> tasks = new TreeSet<>(
            Comparator.<Task>comparingLong(task -> task.time - START).thenComparingLong(task -> task.number));
    private long now = START;
    private long number;
    private boolean cancelsAreIgnored;

    private record Task(long time, long number, Runnable work) {}

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Future<?> schedule(Runnable work, Duration delay) {
        Task task = new Task(now + delay.toNanos(), number++, work);
        tasks.add(task);
        CompletableFuture<Void> handle = new CompletableFuture<>();
        handle.whenComplete((nothing, cancelled) -> cancel(task));
        return handle;
    }

    private synchronized void cancel(Task task) {
        if (!cancelsAreIgnored) {
            tasks.remove(task);
        }
    }

    /** From now on every task has begun just before it is cancelled. */
    synchronized void ignoreCancels() {
        cancelsAreIgnored = true;
    }

    /** How long the test has lasted. */
    public synchronized Duration elapsed() {
        return Duration.ofNanos(now - START);
    }

    synchronized int waitingTasks() {
        return tasks.size();
    }

    /** Lets this much time pass. */
    public void advance(Duration time) {
        long until;
        synchronized (this) {
            until = now + time.toNanos();
        }
        for (Runnable work = nextUntil(until); work != null; work = nextUntil(until)) {
            work.run();
        }
    }

    /** Lets time pass until nothing is planned any more. */
    void runAll() {
        advance(Duration.ofDays(365));
    }

    private synchronized Runnable nextUntil(long until) {
        if (tasks.isEmpty() || tasks.first().time - until > 0) {
            now = until;
            return null;
        }
        Task next = tasks.pollFirst();
        now = next.time;
        return next.work;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Limits the number of tasks that run at a time. With virtual threads, Camel's pools have no size limit. */
final class BoundedExecutor implements Executor {

    private final Executor threads;
    private final int limit;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int running;

    BoundedExecutor(Executor threads, int limit) {
        this.threads = threads;
        this.limit = limit;
    }

    /**
     * Runs a task, at once or after others have ended.
     *
     * @throws RejectedExecutionException if the threads are shut down
     */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (running == limit) {
                waiting.add(task);
                return;
            }
            running++;
        }
        try {
            threads.execute(() -> runAll(task));
        } catch (RuntimeException | Error notStarted) {
            next(true);
            throw notStarted;
        }
    }

    /**
     * The result of a task, which runs at once or after others have ended.
     *
     * @return fails as the task does, or with a {@link NoAnswerException} if there is no thread for it
     */
    <T> CompletableFuture<T> submit(Callable<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            execute(() -> {
                try {
                    result.complete(task.call());
                } catch (Throwable failure) {
                    result.completeExceptionally(failure);
                }
            });
        } catch (RejectedExecutionException stopping) {
            result.completeExceptionally(NoAnswerException.stopped(stopping));
        } catch (OutOfMemoryError noThread) {
            result.completeExceptionally(
                    new NoAnswerException("no thread could be started: " + noThread.getMessage(), true, noThread));
        }
        return result;
    }

    private void runAll(Runnable first) {
        for (Runnable task = first; task != null; task = next(false)) {
            try {
                task.run();
            } catch (Throwable thrown) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
            }
        }
    }

    private synchronized Runnable next(boolean none) {
        Runnable task = none ? null : waiting.poll();
        if (task == null) {
            running--;
        }
        return task;
    }
}

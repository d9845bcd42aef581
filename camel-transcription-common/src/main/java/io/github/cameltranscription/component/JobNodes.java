/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.ExecutorJobScheduler;
import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.JobRepository;

/** A CamelContext is one node of each repository that its endpoints use, whichever component they belong to. */
final class JobNodes {

    /** @param lease {@code null} where the repository is not shared */
    private record Place(JobRepository repository, Duration lease) {}

    private record Shared(JobNode node, ExecutorService worker, ScheduledExecutorService timer) {}

    private static final Logger LOG = LoggerFactory.getLogger(JobNodes.class);
    private static final Duration NO_THREAD_DELAY = Duration.ofSeconds(1);

    private final CamelContext context;
    private final SharedObjects<Place, Shared> nodes = new SharedObjects<>();

    private JobNodes(CamelContext context) {
        this.context = context;
    }

    /** Those of a context. */
    static JobNodes of(CamelContext context) {
        return ContextPlugins.of(context, JobNodes.class, JobNodes::new);
    }

    /**
     * The node of a repository, which is opened if it is not open. Every call needs a {@link #giveBack} of its own.
     *
     * @param lease   without meaning where the repository is not shared
     * @param threads how many work on the repository, if it is not open
     */
    synchronized JobNode acquire(JobRepository repository, Duration lease, int threads) {
        Place place = new Place(repository, repository.isShared() ? lease : null);
        return nodes.acquire(place, () -> open(repository, lease, threads)).node();
    }

    /** The last user of a node closes it. */
    synchronized void giveBack(JobNode node) {
        Shared last = nodes.giveBack(new Place(node.repository(), node.lease()));
        if (last != null) {
            node.close();
            shutdown(last);
        }
    }

    private Shared open(JobRepository repository, Duration lease, int threads) {
        ExecutorServiceManager manager = context.getExecutorServiceManager();
        ExecutorService worker =
                manager.newThreadPool(this, "transcription-repository", TranscriptionComponent.unbounded(threads));
        ScheduledExecutorService timer = manager.newScheduledThreadPool(
                this, "transcription-repository-timer", TranscriptionComponent.unbounded(1));
        if (timer instanceof SizedScheduledExecutorService sized) {
            // The minute to the next tidying would keep the thread, and with it the context, after the stop.
            sized.getScheduledThreadPoolExecutor().setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }
        JobScheduler scheduler = new ExecutorJobScheduler(timer);
        JobNode node = new JobNode(repository, scheduler, task -> execute(worker, scheduler, task), lease);
        Shared shared = new Shared(node, worker, timer);
        try {
            node.start("the Camel context " + context.getName());
        } catch (RuntimeException failed) {
            shutdown(shared);
            throw failed;
        }
        return shared;
    }

    /** What comes during the stop is done by the thread that brings it; where no thread can be started, it waits. */
    static void execute(Executor worker, JobScheduler scheduler, Runnable task) {
        try {
            worker.execute(task);
        } catch (RejectedExecutionException stopping) {
            task.run();
        } catch (OutOfMemoryError noThread) {
            LOG.warn("A thread for the job repository could not be started: {}", noThread.getMessage());
            scheduler.schedule(() -> execute(worker, scheduler, task), NO_THREAD_DELAY);
        }
    }

    private void shutdown(Shared shared) {
        List.of(shared.timer(), shared.worker())
                .forEach(threads -> context.getExecutorServiceManager().shutdown(threads));
    }
}

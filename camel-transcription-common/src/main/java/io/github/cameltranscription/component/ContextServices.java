/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.util.concurrent.SizedScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.ExecutorJobScheduler;
import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.JobRepository;

/**
 * What the endpoints of a CamelContext share, whichever component they belong to: the governors and health checks of
 * accounts, and the nodes of job repositories. Whatever is acquired is to be given back as often.
 */
final class ContextServices {

    static final DoubleSupplier RANDOM = () -> ThreadLocalRandom.current().nextDouble();

    private static final Logger LOG = LoggerFactory.getLogger(ContextServices.class);
    private static final Duration NO_THREAD_DELAY = Duration.ofSeconds(1);

    /**
     * An account, whose requests share a governor and a health check.
     *
     * @param address the base address, or that of the host that results are fetched from
     * @param key     never shown; empty without one
     */
    record Account(String provider, String address, String key) {
        @Override
        public String toString() {
            return address;
        }
    }

    /** @param lease {@code null} where the repository is not shared */
    private record Place(JobRepository repository, Duration lease) {}

    private record OpenNode(JobNode node, ExecutorService worker, ScheduledExecutorService timer) {}

    private final CamelContext context;
    private final ExecutorServiceManager threads;
    private final SharedObjects<Account, Governor> governors = new SharedObjects<>();
    private final SharedObjects<Place, OpenNode> nodes = new SharedObjects<>();
    private final Map<Account, ProviderHealthCheck> checks = new HashMap<>();
    private ScheduledExecutorService governorTimer;

    private ContextServices(CamelContext context) {
        this.context = context;
        this.threads = context.getExecutorServiceManager();
    }

    /** Those of a context. */
    static ContextServices of(CamelContext context) {
        synchronized (context) {
            ContextServices services = context.getCamelContextExtension().getContextPlugin(ContextServices.class);
            if (services == null) {
                services = new ContextServices(context);
                context.getCamelContextExtension().addContextPlugin(ContextServices.class, services);
            }
            return services;
        }
    }

    /** @param maxRequestsPerSecond the limit that an endpoint sets, or {@code null}; the lowest counts */
    synchronized Governor acquireGovernor(Account account, Double maxRequestsPerSecond) {
        if (governorTimer == null) {
            governorTimer = threads.newSingleThreadScheduledExecutor(this, "transcription-governor");
        }
        Governor governor =
                governors.acquire(account, () -> new Governor(new ExecutorJobScheduler(governorTimer), RANDOM));
        if (maxRequestsPerSecond != null) {
            governor.limitTo(maxRequestsPerSecond);
        }
        return governor;
    }

    synchronized void giveBackGovernor(Account account) {
        if (governors.giveBack(account) != null && governors.inUse().isEmpty()) {
            // A shutdown would wait for the end of a Retry-After.
            threads.shutdownNow(governorTimer);
            governorTimer = null;
        }
    }

    /**
     * The node of a repository, which is opened if it is not open.
     *
     * @param lease       without meaning where the repository is not shared
     * @param threadCount how many threads work on the repository, if it is not open
     */
    JobNode acquireNode(JobRepository repository, Duration lease, int threadCount) {
        Place place = new Place(repository, repository.isShared() ? lease : null);
        return nodes.acquire(place, () -> open(repository, lease, threadCount)).node();
    }

    void giveBackNode(JobNode node) {
        // The same repository must not be opened before it is closed.
        synchronized (nodes) {
            OpenNode last = nodes.giveBack(new Place(node.repository(), node.lease()));
            if (last != null) {
                node.close();
                shutdown(last);
            }
        }
    }

    private OpenNode open(JobRepository repository, Duration lease, int threadCount) {
        ExecutorService worker =
                threads.newThreadPool(this, "transcription-repository", TranscriptionComponent.unbounded(threadCount));
        ScheduledExecutorService timer = threads.newScheduledThreadPool(
                this, "transcription-repository-timer", TranscriptionComponent.unbounded(1));
        if (timer instanceof SizedScheduledExecutorService sized) {
            // The minute to the next tidying would keep the thread, and with it the context, after the stop.
            sized.getScheduledThreadPoolExecutor().setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }
        JobScheduler scheduler = new ExecutorJobScheduler(timer);
        JobNode node = new JobNode(repository, scheduler, task -> execute(worker, scheduler, task), lease);
        OpenNode opened = new OpenNode(node, worker, timer);
        try {
            node.start("the Camel context " + context.getName());
        } catch (RuntimeException failed) {
            shutdown(opened);
            throw failed;
        }
        return opened;
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

    private void shutdown(OpenNode closed) {
        List.of(closed.timer(), closed.worker()).forEach(threads::shutdown);
    }

    /**
     * From now on the account of an endpoint is checked, among Camel's checks of producers, which are off unless {@code
     * camel.health.producers-enabled} is set.
     */
    synchronized void addCheck(TranscriptionEndpoint<?> endpoint, Account account, boolean enabled) {
        WritableHealthCheckRepository repository = checkRepository();
        if (repository == null) {
            return;
        }
        ProviderHealthCheck check = checks.get(account);
        if (check == null) {
            check = new ProviderHealthCheck(freeCheckId(account.provider()));
            check.setEnabled(enabled);
            check.setCamelContext(context);
            checks.put(account, check);
            repository.addHealthCheck(check);
        }
        check.add(endpoint);
    }

    synchronized void removeCheck(TranscriptionEndpoint<?> endpoint, Account account) {
        ProviderHealthCheck check = checks.get(account);
        if (check != null && check.remove(endpoint)) {
            checks.remove(account);
            checkRepository().removeHealthCheck(check);
        }
    }

    /** {@code null} where there is no camel-health. */
    private WritableHealthCheckRepository checkRepository() {
        return HealthCheckHelper.getHealthCheckRepository(context, "producers", WritableHealthCheckRepository.class);
    }

    /** Accounts are distinguished by a number, since their keys must not be seen. */
    private String freeCheckId(String provider) {
        List<String> taken =
                checks.values().stream().map(ProviderHealthCheck::getId).toList();
        String id = "producer:" + provider;
        for (int number = 2; taken.contains(id); number++) {
            id = "producer:" + provider + "-" + number;
        }
        return id;
    }
}

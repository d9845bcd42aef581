/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.util.json.JsonObject;

import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.job.JobNode;

/**
 * The state of the transcription jobs of a CamelContext, over all components. The dev console {@code transcription}
 * shows it. An application without a console, such as one on Quarkus, can serve {@link #toJson} itself.
 */
public final class TranscriptionMonitor {

    /** The time limit for the answer of a repository. */
    private static final long REPOSITORY_MILLIS = 50;

    private final CamelContext context;
    private final Clock clock = Clock.systemUTC();
    private final Set<MonitoredEndpoint> endpoints = ConcurrentHashMap.newKeySet();
    private final JobHistory history = new JobHistory();
    private final Map<String, JobUsage> balances = new ConcurrentHashMap<>();
    private final Map<JobNode, RepositoryWatch> repositories = new ConcurrentHashMap<>();
    private final Map<String, StreamWatch> streams = new ConcurrentHashMap<>();
    private volatile JobMeters meters = JobMeters.NONE;

    private TranscriptionMonitor(CamelContext context) {
        this.context = context;
    }

    /** The monitor of a context, which the first call creates. */
    public static TranscriptionMonitor of(CamelContext context) {
        synchronized (context) {
            TranscriptionMonitor monitor =
                    context.getCamelContextExtension().getContextPlugin(TranscriptionMonitor.class);
            if (monitor == null) {
                monitor = new TranscriptionMonitor(context);
                context.getCamelContextExtension().addContextPlugin(TranscriptionMonitor.class, monitor);
                monitor.lookAgainAfterStart();
            }
            return monitor;
        }
    }

    /** Begins to monitor an endpoint. */
    public void started(MonitoredEndpoint endpoint) {
        endpoints.add(endpoint);
        measure();
    }

    /** The meter registry may be created after the first endpoint. */
    private void lookAgainAfterStart() {
        try {
            context.addStartupListener((started, alreadyStarted) -> measure());
        } catch (Exception unusable) {
            throw new IllegalStateException("A context that takes no listener", unusable);
        }
    }

    private synchronized void measure() {
        if (meters == JobMeters.NONE && !endpoints.isEmpty()) {
            meters = findMeters();
        }
        endpoints.forEach(endpoint -> meters.provider(endpoint.provider()));
    }

    /** No meters without a meter registry, or without Micrometer on the class path. */
    private JobMeters findMeters() {
        try {
            return MicrometerMeters.find(context, this);
        } catch (NoClassDefFoundError missing) {
            return JobMeters.NONE;
        }
    }

    /** Stops monitoring an endpoint; its finished jobs stay. */
    public synchronized void stopped(MonitoredEndpoint endpoint) {
        endpoints.remove(endpoint);
        if (endpoints.isEmpty()) {
            meters.close();
            meters = JobMeters.NONE;
        }
    }

    /** A provider has accepted a recording. */
    public void submitted(String provider, String operation) {
        meters.submitted(provider, operation);
    }

    /** The counters of a provider's streams. */
    public StreamWatch streams(String provider) {
        return streams.computeIfAbsent(provider, first -> new StreamWatch());
    }

    /** A job has ended. */
    public void ended(FinishedJob job) {
        meters.ended(job);
        history.add(job);
    }

    /** A provider has reported a size, a price or a balance; only the balance is kept. */
    public void used(String provider, JobUsage usage) {
        if (usage.balance() != null) {
            balances.put(provider, usage);
        }
    }

    /**
     * The whole state, as described in {@code docs/observability.md}. It takes milliseconds for thousands of jobs and
     * does not wait for providers; for a repository that does not answer at once, it has the last known state.
     *
     * @param query selects the content
     * @return the JSON; no transcript and no key is in it
     */
    public JsonObject toJson(MonitorQuery query) {
        return new MonitorJson(this, query, clock.instant()).write();
    }

    /** The same as readable text. */
    public String toText(MonitorQuery query) {
        return MonitorText.of(toJson(query));
    }

    String contextName() {
        return context.getName();
    }

    JobHistory history() {
        return history;
    }

    /** The last reported balance of each provider. */
    Map<String, JobUsage> balances() {
        return balances;
    }

    /** The governors of a provider's accounts. */
    Collection<Governor> governors(String provider) {
        return endpoints(provider)
                .flatMap(endpoint -> endpoint.governors().values().stream())
                .collect(Collectors.toSet());
    }

    /** This context's part in each repository. */
    Collection<JobNode> nodes() {
        return watches().stream().map(RepositoryWatch::node).toList();
    }

    /** The started endpoints, of a provider or ({@code null}) of all. */
    Stream<MonitoredEndpoint> endpoints(String provider) {
        return endpoints.stream().filter(endpoint -> provider == null || provider.equals(endpoint.provider()));
    }

    /** The jobs in flight, of a provider or ({@code null}) of all. */
    Stream<MonitoredJob> jobs(String provider) {
        return endpoints(provider).flatMap(endpoint -> endpoint.inFlight().stream());
    }

    /** The repositories in use, with their present state if they answer in time. */
    List<RepositoryWatch> repositories(Instant now) {
        List<RepositoryWatch> watches = watches();
        CompletableFuture<?> all = CompletableFuture.allOf(
                watches.stream().map(watch -> watch.ask(now)).toArray(CompletableFuture[]::new));
        try {
            all.get(REPOSITORY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            return watches;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return watches;
    }

    private List<RepositoryWatch> watches() {
        Set<JobNode> used = endpoints.stream()
                .map(MonitoredEndpoint::node)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        used.forEach(node -> repositories.computeIfAbsent(node, RepositoryWatch::new));
        repositories.keySet().retainAll(used);
        return List.copyOf(repositories.values());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

import org.apache.camel.CamelContext;
import org.apache.camel.util.json.JsonObject;

import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.job.JobNode;

/**
 * What operators see of the transcription jobs of a CamelContext, whichever component they belong to. The dev console
 * {@code transcription} shows it; an application without a console, such as one on Quarkus, serves {@link #toJson}
 * itself.
 */
public final class TranscriptionMonitor {

    /** How long a repository that is asked now may take to be part of the answer. */
    private static final long REPOSITORY_MILLIS = 50;

    /** What is counted of one provider. */
    static final class OfProvider {
        private final Throughput throughput = new Throughput();
        private final Map<JobOutcome, LongAdder> outcomes = new ConcurrentHashMap<>();
        private volatile JobUsage lastBalance;

        Throughput throughput() {
            return throughput;
        }

        long ended(JobOutcome outcome) {
            LongAdder count = outcomes.get(outcome);
            return count == null ? 0 : count.sum();
        }

        /** The last balance that the provider has said; {@code null} if it has not. */
        JobUsage lastBalance() {
            return lastBalance;
        }
    }

    /** Jobs of one kind take about as long as each other. */
    record Kind(String provider, String operation) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byProvider = provider.compareTo(other.provider);
            return byProvider == 0 ? operation.compareTo(other.operation) : byProvider;
        }
    }

    private final CamelContext context;
    private final Clock clock;
    private final Set<MonitoredEndpoint> endpoints = ConcurrentHashMap.newKeySet();
    private final FinishedJobs finished = new FinishedJobs();
    private final Map<String, OfProvider> providers = new ConcurrentHashMap<>();
    private final Map<Kind, TimesToResult> timesToResult = new ConcurrentHashMap<>();
    private final Map<JobNode, RepositoryWatch> repositories = new IdentityHashMap<>();
    private final Map<String, StreamWatch> streams = new ConcurrentHashMap<>();
    private volatile JobMeters meters = JobMeters.NONE;

    private TranscriptionMonitor(CamelContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    /** That of a context; it is made when it is first asked for. */
    public static TranscriptionMonitor of(CamelContext context) {
        TranscriptionMonitor known = context.getCamelContextExtension().getContextPlugin(TranscriptionMonitor.class);
        if (known != null) {
            return known;
        }
        synchronized (context) {
            TranscriptionMonitor monitor =
                    context.getCamelContextExtension().getContextPlugin(TranscriptionMonitor.class);
            if (monitor == null) {
                monitor = new TranscriptionMonitor(context, Clock.systemUTC());
                context.getCamelContextExtension().addContextPlugin(TranscriptionMonitor.class, monitor);
                monitor.lookAgainAfterStart();
            }
            return monitor;
        }
    }

    /** From now on its jobs are seen. */
    public void started(MonitoredEndpoint endpoint) {
        endpoints.add(endpoint);
        measure();
    }

    /** A registry of meters may be made after the first endpoint. */
    private void lookAgainAfterStart() {
        try {
            context.addStartupListener((started, alreadyStarted) -> measure());
        } catch (Exception unusable) {
            throw new IllegalStateException("A context that takes no listener", unusable);
        }
    }

    private synchronized void measure() {
        if (meters == JobMeters.NONE && !endpoints.isEmpty()) {
            JobMeters found = findMeters();
            meters = found == null ? JobMeters.NONE : found;
        }
        endpoints.forEach(endpoint -> meters.provider(endpoint.provider()));
    }

    /** {@code null} where there are none, or Micrometer is not on the class path. */
    private JobMeters findMeters() {
        try {
            return MicrometerMeters.find(context, this);
        } catch (NoClassDefFoundError missing) {
            return null;
        }
    }

    /** From now on its jobs are not seen; those that have finished still are. */
    public synchronized void stopped(MonitoredEndpoint endpoint) {
        endpoints.remove(endpoint);
        if (endpoints.isEmpty()) {
            meters.close();
            meters = JobMeters.NONE;
        }
    }

    /** A provider has taken a recording. */
    public void submitted(String provider, String operation) {
        meters.submitted(provider, operation);
    }

    /** What is counted of a provider's streams. */
    public StreamWatch streams(String provider) {
        return streams.computeIfAbsent(provider, first -> new StreamWatch());
    }

    /** A job has ended. */
    public void ended(FinishedJob job) {
        meters.ended(job);
        OfProvider counts = ofProvider(job.provider());
        counts.throughput.add(job.endedAt().getEpochSecond() / 60, job.outcome());
        counts.outcomes.computeIfAbsent(job.outcome(), first -> new LongAdder()).increment();
        Duration timeToResult = job.job().elapsed();
        if (timeToResult != null && (job.outcome() == JobOutcome.DONE || job.outcome() == JobOutcome.UNDELIVERED)) {
            timesToResult
                    .computeIfAbsent(new Kind(job.provider(), job.operation()), first -> new TimesToResult())
                    .add(timeToResult);
        }
        // Last, so that what is shown of a job is counted.
        finished.add(job);
    }

    /** A provider has said something about a size, a price or a balance; it is kept as far as it is a balance. */
    public void used(String provider, JobUsage usage) {
        if (usage.balance() != null) {
            ofProvider(provider).lastBalance = usage;
        }
    }

    private OfProvider ofProvider(String provider) {
        return providers.computeIfAbsent(provider, first -> new OfProvider());
    }

    /**
     * All that is known, as {@code docs/observability.md} describes it. It takes milliseconds for thousands of jobs and
     * waits for no provider; a repository that does not answer at once is shown as it was when it last did.
     *
     * @param  query what to show
     * @return       the JSON; no transcript and no key is in it
     */
    public JsonObject toJson(MonitorQuery query) {
        return new MonitorJson(this, query, clock.instant()).write();
    }

    /** The same for people, in lines. */
    public String toText(MonitorQuery query) {
        return MonitorText.of(toJson(query));
    }

    String contextName() {
        return context.getName();
    }

    /** The last balance that a provider has said; NaN if it has not. */
    double balance(String provider) {
        OfProvider counts = providers.get(provider);
        return counts == null || counts.lastBalance == null ? Double.NaN : counts.lastBalance.balance();
    }

    /** The governors of a provider's accounts. */
    Collection<Governor> governors(String provider) {
        Map<Governor, Boolean> governors = new IdentityHashMap<>();
        for (MonitoredEndpoint endpoint : endpoints) {
            if (endpoint.provider().equals(provider)) {
                endpoint.governors().values().forEach(governor -> governors.put(governor, true));
            }
        }
        return governors.keySet();
    }

    /** This context's part in each repository. */
    Collection<JobNode> nodes() {
        return watches().stream().map(RepositoryWatch::node).toList();
    }

    Collection<MonitoredEndpoint> endpoints() {
        return endpoints;
    }

    /** The jobs in flight, of a provider or ({@code null}) of all. */
    List<MonitoredJob> jobs(String provider) {
        List<MonitoredJob> jobs = new ArrayList<>();
        for (MonitoredEndpoint endpoint : endpoints) {
            if (provider == null || provider.equals(endpoint.provider())) {
                jobs.addAll(endpoint.inFlight());
            }
        }
        return jobs;
    }

    List<FinishedJob> finished(String provider, int limit) {
        return finished.latest(provider, limit);
    }

    Map<String, OfProvider> providers() {
        return new TreeMap<>(providers);
    }

    Map<Kind, TimesToResult> timesToResult() {
        return new TreeMap<>(timesToResult);
    }

    /** The repositories in use, asked now as far as they answer. */
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
        Map<JobNode, RepositoryWatch> used = new IdentityHashMap<>();
        synchronized (repositories) {
            for (MonitoredEndpoint endpoint : endpoints) {
                JobNode node = endpoint.node();
                if (node != null) {
                    used.put(node, repositories.computeIfAbsent(node, RepositoryWatch::new));
                }
            }
            repositories.keySet().retainAll(used.keySet());
        }
        return List.copyOf(used.values());
    }
}

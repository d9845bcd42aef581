/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.apache.camel.CamelContext;

import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobPhase;
import io.github.cameltranscription.job.JobNode;

/** The monitor's values as meters, with names and tags like those of camel-micrometer. */
final class MicrometerMeters implements JobMeters {

    private static final String PREFIX = "camel.transcription.";
    /** The bean name that camel-micrometer uses. */
    private static final String REGISTRY_NAME = "metricsRegistry";

    private static final double[] PERCENTILES = {0.5, 0.9, 0.99};

    private final MeterRegistry registry;
    private final TranscriptionMonitor monitor;
    private final Tags context;
    private final Set<String> providers = ConcurrentHashMap.newKeySet();
    private final List<Meter> calculated = new ArrayList<>();

    private MicrometerMeters(MeterRegistry registry, TranscriptionMonitor monitor) {
        this.registry = registry;
        this.monitor = monitor;
        this.context = Tags.of("camelContext", monitor.contextName());
        count("repository.statements", "Calls of job repositories", context, all -> sum(all, JobNode::statements));
        count(
                "repository.failures",
                "Failed calls of job repositories",
                context,
                all -> sum(all, JobNode::failedStatements));
        gauge(
                "repository.lease.age.seconds",
                "Time since this node last renewed its lease; NaN without a shared repository",
                context,
                MicrometerMeters::leaseAge);
    }

    /** Empty if the context has no meter registry. */
    static JobMeters find(CamelContext context, TranscriptionMonitor monitor) {
        MeterRegistry registry = context.getRegistry().lookupByNameAndType(REGISTRY_NAME, MeterRegistry.class);
        if (registry == null) {
            registry = context.getRegistry().findSingleByType(MeterRegistry.class);
        }
        return registry == null ? JobMeters.NONE : new MicrometerMeters(registry, monitor);
    }

    @Override
    public void provider(String provider) {
        if (!providers.add(provider)) {
            return;
        }
        Tags tags = context.and("provider", provider);
        for (JobPhase phase : JobPhase.values()) {
            Tags ofPhase = tags.and("state", MonitorJson.lower(phase));
            gauge("jobs.inflight", "Jobs in flight", ofPhase, all -> all.jobs(provider)
                    .filter(job -> job.state() == phase)
                    .count());
        }
        gauge(
                "governor.submissions.rate",
                "The learned limit of submissions a second; Inf without a limit",
                tags,
                all -> least(all, provider, Governor::getSubmissionRate));
        gauge(
                "governor.polls.rate",
                "The learned limit of polls a second; Inf without a limit",
                tags,
                all -> least(all, provider, Governor::getPollRate));
        gauge("governor.waiting", "Requests that wait for their turn", tags, all -> of(
                        all, provider, Governor::getWaiting)
                .sum());
        gauge(
                "governor.paused.seconds",
                "The rest of a Retry-After",
                tags,
                all -> most(all, provider, governor -> governor.getClosedFor().toMillis() / 1_000.0));
        gauge(
                "governor.outage",
                "1 while the provider does not answer",
                tags,
                all -> most(all, provider, governor -> governor.isOutage() ? 1 : 0));
        count("governor.refusals", "Requests that the provider has rejected for load", tags, all -> of(
                        all, provider, Governor::getRefusals)
                .sum());
        gauge(
                "balance",
                "The last balance that the provider reported; NaN before that",
                tags,
                all -> balance(all, provider));
        StreamWatch streams = monitor.streams(provider);
        gauge("streams.open", "Open streams", tags, all -> streams.open());
        count("streams.begun", "Streams that have begun", tags, all -> streams.begun());
        count("streams.reconnects", "Reconnections of ended streams", tags, all -> streams.reconnects());
        count("streams.resent.seconds", "Audio that was sent more than once", tags, all -> streams.resentSeconds());
        Timer latency = timer("streams.latency", "Time from a ping behind the audio to its pong", tags);
        streams.onLatency(latency::record);
    }

    @Override
    public void submitted(String provider, String operation) {
        counter("jobs.submitted", "Recordings that the provider has accepted", tags(provider, operation))
                .increment();
    }

    @Override
    public void ended(FinishedJob job) {
        Tags tags = tags(job.provider(), job.operation());
        counter(
                        "jobs.finished",
                        "Jobs that have ended on this node",
                        tags.and("outcome", MonitorJson.lower(job.outcome()))
                                .and(
                                        "category",
                                        job.category() == null
                                                ? "none"
                                                : job.category().name()))
                .increment();
        record(
                "jobs.time.in.queue",
                "Time until the recording was sent, or the first poll of await",
                tags,
                job.queued());
        Duration timeToResult = job.job().elapsed();
        if (timeToResult != null && job.outcome() != JobOutcome.FAILED) {
            record("jobs.time.to.result", "Time from the submission to the result", tags, timeToResult);
        }
        JobUsage usage = job.usage();
        add(
                "recorded.minutes",
                "Minutes of the recordings",
                tags,
                usage.recordedSeconds() == null ? null : usage.recordedSeconds() / 60);
        add("billed.minutes", "Billed minutes", tags, usage.billedMinutes());
        add("cost", "Prices of jobs, in the currency of the account", tags, usage.cost());
    }

    private Tags tags(String provider, String operation) {
        return context.and("provider", provider, "operation", operation);
    }

    private void add(String name, String description, Tags tags, Double amount) {
        if (amount != null && amount > 0) {
            counter(name, description, tags).increment(amount);
        }
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private void record(String name, String description, Tags tags, Duration time) {
        timer(name, description, tags).record(time.isNegative() ? Duration.ZERO : time);
    }

    private Timer timer(String name, String description, Tags tags) {
        return Timer.builder(PREFIX + name)
                .description(description)
                .tags(tags)
                .publishPercentiles(PERCENTILES)
                .register(registry);
    }

    /** A meter that calculates its value when it is read, as do those of {@link #count}. */
    private synchronized void gauge(
            String name, String description, Tags tags, ToDoubleFunction<TranscriptionMonitor> value) {
        calculated.add(Gauge.builder(PREFIX + name, monitor, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    private synchronized void count(
            String name, String description, Tags tags, ToDoubleFunction<TranscriptionMonitor> value) {
        calculated.add(FunctionCounter.builder(PREFIX + name, monitor, value)
                .description(description)
                .tags(tags)
                .register(registry));
    }

    @Override
    public synchronized void close() {
        calculated.forEach(registry::remove);
        calculated.clear();
        providers.clear();
    }

    private static double sum(TranscriptionMonitor all, ToDoubleFunction<JobNode> value) {
        return all.nodes().stream().mapToDouble(value).sum();
    }

    private static double leaseAge(TranscriptionMonitor all) {
        return all.nodes().stream()
                .filter(node -> node.lease() != null)
                .mapToDouble(node -> node.leaseAge().toMillis() / 1_000.0)
                .max()
                .orElse(Double.NaN);
    }

    private static double balance(TranscriptionMonitor all, String provider) {
        JobUsage last = all.balances().get(provider);
        return last == null ? Double.NaN : last.balance();
    }

    private static DoubleStream of(TranscriptionMonitor all, String provider, ToDoubleFunction<Governor> value) {
        return all.governors(provider).stream().mapToDouble(value);
    }

    private static double most(TranscriptionMonitor all, String provider, ToDoubleFunction<Governor> value) {
        return of(all, provider, value).max().orElse(0);
    }

    private static double least(TranscriptionMonitor all, String provider, ToDoubleFunction<Governor> value) {
        return of(all, provider, value).min().orElse(Double.POSITIVE_INFINITY);
    }
}

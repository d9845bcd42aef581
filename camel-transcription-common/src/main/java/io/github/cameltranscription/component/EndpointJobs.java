/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.Governor;
import io.github.cameltranscription.engine.JobEngine;
import io.github.cameltranscription.engine.JobPhase;
import io.github.cameltranscription.engine.JobSnapshot;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobNode;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.monitor.FinishedJob;
import io.github.cameltranscription.monitor.JobOutcome;
import io.github.cameltranscription.monitor.JobUsage;
import io.github.cameltranscription.monitor.MonitoredEndpoint;
import io.github.cameltranscription.monitor.MonitoredJob;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

/** Reports an endpoint's jobs to the monitor: which there are, and how each has ended. */
final class EndpointJobs implements MonitoredEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(EndpointJobs.class);

    private final TranscriptionEndpoint<?> endpoint;
    private final TranscriptionMonitor monitor;
    private final boolean allAreJobs;
    private final String uri;
    private final Set<Supplier<Stream<MonitoredJob>>> sources = ConcurrentHashMap.newKeySet();
    private final Set<Delivery> deliveries = ConcurrentHashMap.newKeySet();

    EndpointJobs(TranscriptionEndpoint<?> endpoint) {
        this.endpoint = endpoint;
        this.monitor = TranscriptionMonitor.of(endpoint.getCamelContext());
        this.uri = URISupport.sanitizeUri(endpoint.getEndpointUri());
        this.allAreJobs = endpoint.optionTable().isUsedBy(endpoint.operation(), "jobTimeout");
    }

    /** A result that the rest of a route works on. */
    private final class Delivery implements Synchronization {
        private final PendingExchange call;
        private final JobSnapshot snapshot;
        private final String jobId;
        private final JobUsage usage;
        private final String routeId;
        private final String exchangeId;
        private final Duration timeToResult;

        private Delivery(PendingExchange call, Reply reply) {
            this.call = call;
            this.snapshot = call.snapshot();
            this.jobId = (String) reply.headers().get(TranscriptionConstants.JOB_ID);
            this.usage = endpoint.usage(reply.headers());
            this.routeId = ExchangeHelper.getRouteId(call.exchange());
            this.exchangeId = call.exchange().getExchangeId();
            this.timeToResult = call.elapsed(snapshot);
        }

        @Override
        public void onComplete(Exchange exchange) {
            ended(JobOutcome.DONE, null);
        }

        @Override
        public void onFailure(Exchange exchange) {
            ended(JobOutcome.UNDELIVERED, undelivered(exchange.getException()));
        }

        private void ended(JobOutcome outcome, String message) {
            if (deliveries.remove(this)) {
                report(outcome, message);
            }
        }

        private void report(JobOutcome outcome, String message) {
            monitor.ended(new FinishedJob(
                    endpoint.providerName(),
                    endpoint.getOperation(),
                    jobId,
                    call.fileName(),
                    routeId,
                    exchangeId,
                    outcome,
                    null,
                    message,
                    Instant.now(),
                    call.age(),
                    snapshot == null ? Duration.ZERO : snapshot.queued(),
                    timeToResult,
                    usage));
        }

        private MonitoredJob monitored() {
            return new MonitoredJob(
                    EndpointJobs.this,
                    call.fileName(),
                    routeId,
                    exchangeId,
                    JobPhase.DELIVERING,
                    call.age(),
                    timeToResult,
                    snapshot);
        }
    }

    /** Why a result was not delivered. The message of a route's exception may hold anything, the transcript too. */
    static String undelivered(Exception failure) {
        return failure == null
                ? "the exchange was rolled back after it had the result"
                : "the exchange failed after it had the result: "
                        + failure.getClass().getName();
    }

    /** Adds a producer's or a consumer's jobs in flight. */
    void add(Supplier<Stream<MonitoredJob>> source) {
        sources.add(source);
    }

    void remove(Supplier<Stream<MonitoredJob>> source) {
        sources.remove(source);
    }

    @Override
    public String provider() {
        return endpoint.providerName();
    }

    @Override
    public String operation() {
        return endpoint.getOperation();
    }

    @Override
    public String uri() {
        return uri;
    }

    @Override
    public JobEngine engine() {
        return endpoint.engine();
    }

    @Override
    public Map<String, Governor> governors() {
        return endpoint.governors();
    }

    @Override
    public JobNode node() {
        return endpoint.node();
    }

    @Override
    public Collection<MonitoredJob> inFlight() {
        List<MonitoredJob> jobs = new ArrayList<>();
        sources.forEach(source -> source.get().forEach(jobs::add));
        deliveries.forEach(delivery -> jobs.add(delivery.monitored()));
        return jobs;
    }

    /** Whether a call is about a job, or takes a place like one; other calls are single requests. */
    boolean isJob(PendingExchange call) {
        return allAreJobs || call.isInEngine();
    }

    /** An exchange gets its reply. Where Camel says when the exchange has completed, the job ends then. */
    void replied(PendingExchange call, Reply reply) {
        watch(() -> reportReply(call, reply));
    }

    /** An exchange gets an exception. */
    void failed(PendingExchange call, TranscriptionException failure) {
        watch(() -> reportFailure(call, failure));
    }

    /** A fault of the monitor must not cost a job. */
    private static void watch(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException faulty) {
            LOG.warn("A job that has ended is not seen in the console", faulty);
        }
    }

    private void reportReply(PendingExchange call, Reply reply) {
        JobUsage usage = endpoint.usage(reply.headers());
        monitor.used(endpoint.providerName(), usage);
        if (!isJob(call)) {
            return;
        }
        Delivery delivery = new Delivery(call, reply);
        if (reply.body() instanceof TranscriptionJob) {
            delivery.report(JobOutcome.SUBMITTED, null);
        } else if (call.exchange().getUnitOfWork() == null) {
            delivery.report(JobOutcome.DONE, null);
        } else {
            deliveries.add(delivery);
            call.exchange().getExchangeExtension().addOnCompletion(delivery);
        }
    }

    private void reportFailure(PendingExchange call, TranscriptionException failure) {
        if (!isJob(call)) {
            return;
        }
        JobSnapshot snapshot = call.snapshot();
        monitor.ended(new FinishedJob(
                endpoint.providerName(),
                endpoint.getOperation(),
                failure.getJobId(),
                call.fileName(),
                ExchangeHelper.getRouteId(call.exchange()),
                call.exchange().getExchangeId(),
                JobOutcome.FAILED,
                failure.getCategory(),
                failure.getMessage(),
                Instant.now(),
                call.age(),
                snapshot == null ? call.age() : snapshot.queued(),
                call.elapsed(snapshot),
                JobUsage.UNKNOWN));
    }

    /**
     * A job that {@code results} had has ended.
     *
     * @param age      the time since it was taken
     * @param elapsed  the time from its submission to its result, or {@code null}
     * @param category {@code null} unless it failed
     * @param message  {@code null} after a success
     * @param headers  those of the reply
     */
    void ended(
            RecordedJob job,
            Exchange exchange,
            JobOutcome outcome,
            Duration age,
            Duration elapsed,
            ErrorCategory category,
            String message,
            Map<String, Object> headers) {
        watch(() -> {
            JobUsage usage = endpoint.usage(headers);
            monitor.used(endpoint.providerName(), usage);
            monitor.ended(new FinishedJob(
                    endpoint.providerName(),
                    endpoint.getOperation(),
                    job.jobId(),
                    job.fileName(),
                    ExchangeHelper.getRouteId(exchange),
                    exchange.getExchangeId(),
                    outcome,
                    category,
                    message,
                    Instant.now(),
                    age,
                    Duration.ZERO,
                    elapsed,
                    usage));
        });
    }
}

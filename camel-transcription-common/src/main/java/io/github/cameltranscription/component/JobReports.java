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
import org.apache.camel.spi.EventNotifier;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobPhase;
import io.github.cameltranscription.engine.JobSnapshot;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.event.JobEventKind;
import io.github.cameltranscription.event.TranscriptionJobEvent;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.monitor.FinishedJob;
import io.github.cameltranscription.monitor.JobOutcome;
import io.github.cameltranscription.monitor.JobUsage;
import io.github.cameltranscription.monitor.MonitoredEndpoint;
import io.github.cameltranscription.monitor.MonitoredJob;
import io.github.cameltranscription.monitor.TranscriptionMonitor;

/**
 * Reports the jobs of an endpoint to Camel's event notifiers, the monitor and the log. A failure in one of them affects
 * neither the job nor the others.
 */
final class JobReports {

    private static final Logger LOG = LoggerFactory.getLogger(JobReports.class);

    private final TranscriptionEndpoint<?> endpoint;
    private final MonitoredEndpoint monitored;
    private final TranscriptionMonitor monitor;
    private final Set<Supplier<Stream<MonitoredJob>>> sources = ConcurrentHashMap.newKeySet();
    private final Set<Delivery> deliveries = ConcurrentHashMap.newKeySet();

    JobReports(TranscriptionEndpoint<?> endpoint, MonitoredEndpoint monitored) {
        this.endpoint = endpoint;
        this.monitored = monitored;
        this.monitor = TranscriptionMonitor.of(endpoint.getCamelContext());
    }

    /** A result that the rest of a route works on. It does not refer to the call, which has the result. */
    private record Delivery(long arrived, MonitoredJob job, String jobId, JobUsage usage) {
        MonitoredJob now() {
            return job.withAge(Duration.ofNanos(System.nanoTime() - arrived));
        }
    }

    private void ended(Delivery delivery, JobOutcome outcome, String message) {
        deliveries.remove(delivery);
        monitor.ended(new FinishedJob(
                delivery.now(), delivery.jobId(), outcome, null, message, Instant.now(), delivery.usage()));
    }

    /** Why a result was not delivered. The message of a route's exception may contain anything, even the transcript. */
    static String undelivered(Exception failure) {
        return failure == null
                ? "the exchange was rolled back after it had the result"
                : "the exchange failed after it had the result: "
                        + failure.getClass().getName();
    }

    boolean add(Supplier<Stream<MonitoredJob>> source) {
        return sources.add(source);
    }

    boolean remove(Supplier<Stream<MonitoredJob>> source) {
        return sources.remove(source);
    }

    Collection<MonitoredJob> inFlight() {
        List<MonitoredJob> jobs = new ArrayList<>();
        sources.forEach(source -> source.get().forEach(jobs::add));
        deliveries.forEach(delivery -> jobs.add(delivery.now()));
        return jobs;
    }

    /** Those of a producer's calls that are about jobs. */
    Stream<MonitoredJob> jobsOf(Collection<PendingExchange> calls) {
        return calls.stream().filter(this::isJob).map(call -> monitored(call, null));
    }

    /** Whether a call is about a job, or takes a place like one; other calls are single requests. */
    private boolean isJob(PendingExchange call) {
        return call.isInEngine() || endpoint.optionTable().isUsedBy(endpoint.operation(), "jobTimeout");
    }

    /** {@code phase} is {@code null} for what the engine says. */
    private MonitoredJob monitored(PendingExchange call, JobPhase phase) {
        JobSnapshot known = call.snapshot();
        return new MonitoredJob(
                monitored,
                call.fileName(),
                call.routeId(),
                call.exchangeId(),
                phase != null ? phase : known == null ? JobPhase.QUEUED : known.phase(),
                call.age(),
                call.elapsed(known),
                known);
    }

    void submitted(Exchange exchange, String jobId) {
        watch(() -> monitor.submitted(monitored.provider(), monitored.operation()));
        tell(exchange, JobEventKind.SUBMITTED, jobId, null, null);
    }

    void progressed(Exchange exchange, String jobId, int progress) {
        tell(exchange, JobEventKind.PROGRESSED, jobId, progress, null);
    }

    void completed(Exchange exchange, String jobId) {
        tell(exchange, JobEventKind.COMPLETED, jobId, 100, null);
    }

    void failed(Exchange exchange, String jobId, Integer progress, ErrorCategory category) {
        tell(exchange, JobEventKind.FAILED, jobId, progress, category);
    }

    /** The exchange with the result has ended, and may be in use again: the event has one of its own. */
    void released(String jobId) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, jobId);
        tell(exchange, JobEventKind.RELEASED, jobId, null, null);
    }

    private void tell(Exchange exchange, JobEventKind kind, String jobId, Integer progress, ErrorCategory category) {
        List<EventNotifier> notifiers =
                endpoint.getCamelContext().getManagementStrategy().getStartedEventNotifiers();
        if (!notifiers.isEmpty()) {
            TranscriptionJobEvent event = new TranscriptionJobEvent(
                    exchange, kind, monitored.provider(), monitored.operation(), jobId, progress, category);
            event.setTimestamp(System.currentTimeMillis());
            notifiers.forEach(notifier -> tell(notifier, event));
        }
    }

    private void tell(EventNotifier notifier, TranscriptionJobEvent event) {
        try {
            if (!notifier.isDisabled() && !notifier.isIgnoreExchangeEvents() && notifier.isEnabled(event)) {
                notifier.notify(event);
            }
        } catch (Throwable faulty) {
            JobLog.line(
                    monitored.provider(),
                    event.getJobId(),
                    ExchangeHelper.getRouteId(event.getExchange()),
                    event.getExchange().getExchangeId(),
                    () -> LOG.warn("An event notifier failed at {}", event, faulty));
        }
    }

    /** An exchange gets its reply. Where Camel says when the exchange has completed, the job ends then. */
    void replied(PendingExchange call, Reply reply) {
        watch(() -> {
            JobUsage usage = used(reply.headers());
            if (!isJob(call)) {
                return;
            }
            String jobId = (String) reply.headers().get(TranscriptionConstants.JOB_ID);
            Delivery delivery = new Delivery(call.arrived(), monitored(call, JobPhase.DELIVERING), jobId, usage);
            if (reply.body() instanceof TranscriptionJob) {
                ended(delivery, JobOutcome.SUBMITTED, null);
            } else if (call.exchange().getUnitOfWork() == null) {
                ended(delivery, JobOutcome.DONE, null);
            } else {
                deliveries.add(delivery);
                AfterCommit.of(
                        call.exchange(),
                        delivery,
                        () -> ended(delivery, JobOutcome.DONE, null),
                        failure -> ended(delivery, JobOutcome.UNDELIVERED, undelivered(failure)));
            }
        });
    }

    /** An exchange gets an exception. */
    void failed(PendingExchange call, TranscriptionException failure) {
        if (isJob(call)) {
            watch(() -> monitor.ended(new FinishedJob(
                    monitored(call, null),
                    failure.getJobId(),
                    JobOutcome.FAILED,
                    failure.getCategory(),
                    failure.getMessage(),
                    Instant.now(),
                    JobUsage.UNKNOWN)));
        }
    }

    /**
     * A job that {@code results} had has ended.
     *
     * @param category {@code null} unless it failed
     * @param message  {@code null} after a success
     * @param headers  those of the reply
     */
    void ended(
            MonitoredJob job,
            String jobId,
            JobOutcome outcome,
            ErrorCategory category,
            String message,
            Map<String, Object> headers) {
        watch(() ->
                monitor.ended(new FinishedJob(job, jobId, outcome, category, message, Instant.now(), used(headers))));
    }

    private JobUsage used(Map<String, Object> headers) {
        JobUsage usage = endpoint.usage(headers);
        monitor.used(monitored.provider(), usage);
        return usage;
    }

    private static void watch(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException | Error faulty) {
            LOG.warn("The console and the meters do not show a job as it is", faulty);
        }
    }
}

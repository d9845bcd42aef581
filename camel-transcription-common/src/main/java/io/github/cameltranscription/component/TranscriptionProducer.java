/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.StatefulService;
import org.apache.camel.spi.InterceptSendToEndpoint;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.support.DefaultAsyncProducer;
import org.apache.camel.support.ExchangeHelper;
import org.apache.camel.support.service.ServiceHelper;

import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.SubmissionRequest;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRepositoryException;
import io.github.cameltranscription.monitor.MonitoredJob;

/**
 * Fulfils Camel's contract: the callback is called exactly once, {@link #process} throws nothing, a failure has
 * category and job id in headers, and no exchange hangs when the route stops.
 */
public abstract class TranscriptionProducer extends DefaultAsyncProducer {

    /** How long a stop waits for the rest of the route of exchanges that it interrupted, within Camel's timeout. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    final TranscriptionEndpoint<?> endpoint;
    final JobService jobs;
    final JobReports reports;
    private final Set<PendingExchange> pending = ConcurrentHashMap.newKeySet();
    private final Supplier<Stream<MonitoredJob>> inFlight;

    protected TranscriptionProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.jobs = endpoint.jobs();
        this.reports = jobs.reports();
        this.inFlight = () -> reports.jobsOf(pending);
    }

    /**
     * Does what the operation does. The stage ends before this returns, or on a thread that may run the rest of the
     * route.
     *
     * @throws Exception what is wrong with the message, before anything was sent
     */
    protected abstract CompletionStage<Reply> call(PendingExchange current) throws Exception;

    @Override
    public final boolean process(Exchange exchange, AsyncCallback callback) {
        PendingExchange current = new PendingExchange(this, exchange, callback);
        pending.add(current);
        CompletionStage<Reply> reply;
        try {
            if (ServiceHelper.isStopped(endpoint.getComponent()) || !isRunning(exchange)) {
                throw ErrorCategory.JOB_INTERRUPTED.toException(
                        details("the route or the component is stopped; nothing was sent"));
            }
            requireNotUncertain(exchange);
            current.arrive();
            reply = call(current);
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            forget(current);
            return current.fail(toTranscriptionException(thrown), true);
        }
        Thread calling = Thread.currentThread();
        reply.whenComplete((value, thrown) -> {
            Runnable answer = () -> answer(current, value, thrown);
            // A stage that is already complete would run the rest of the route inside this call.
            if (Thread.currentThread() == calling && !current.hasReturned()) {
                current.execute(answer);
            } else {
                answer.run();
            }
        });
        current.returned();
        return false;
    }

    private void answer(PendingExchange current, Reply reply, Throwable thrown) {
        try {
            if (thrown == null) {
                current.succeed(reply);
            } else {
                TranscriptionException failure = toTranscriptionException(thrown);
                if (failure.getCategory() == ErrorCategory.UNCERTAIN_SUBMISSION) {
                    SubmittedRecording.remember(current.exchange(), endpoint, null, null, failure);
                }
                current.fail(failure, false);
            }
        } finally {
            forget(current);
        }
    }

    private void forget(PendingExchange ended) {
        pending.remove(ended);
        ended.leave();
        synchronized (this) {
            notifyAll();
        }
    }

    /**
     * An error handler that redelivers every failure must not send a recording again that the provider may have
     * accepted.
     */
    private void requireNotUncertain(Exchange exchange) {
        SubmittedRecording known = SubmittedRecording.find(exchange, endpoint);
        boolean resubmit = endpoint.getConfiguration().getUncertainSubmission() == UncertainSubmission.RESUBMIT;
        if (known != null && known.uncertain() != null && !resubmit) {
            throw known.uncertain()
                    .withMessage("this recording was sent before, and is not sent again: look at the provider first,"
                            + " then send it in a new exchange. "
                            + known.uncertain().getProviderMessage());
        }
    }

    /** Stopping includes the rest of the route of an interrupted job, such as moving its file to an error folder. */
    private synchronized void awaitNothingPending() {
        ShutdownStrategy shutdown = getEndpoint().getCamelContext().getShutdownStrategy();
        long limit = Math.min(LAST_WORDS.toMillis(), shutdown.getTimeUnit().toMillis(shutdown.getTimeout()));
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limit);
        try {
            for (long left = limit; left > 0 && pending.stream().anyMatch(each -> !each.isRunning()); ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException forced) {
            Thread.currentThread().interrupt();
        }
    }

    /** Camel also stops a producer that it evicts from a full cache, and an exchange whose route runs continues then. */
    boolean isRunning(Exchange exchange) {
        if (isRunAllowed()) {
            return true;
        }
        CamelContext context = endpoint.getCamelContext();
        String id = ExchangeHelper.getRouteId(exchange);
        Route route = id == null ? null : context.getRoute(id);
        return id == null
                ? context.isRunAllowed()
                : route != null && route.getConsumer() instanceof StatefulService consumer && consumer.isRunAllowed();
    }

    private TranscriptionException toTranscriptionException(Throwable thrown) {
        Throwable cause = TranscriptionException.unwrapped(thrown);
        if (cause instanceof TranscriptionException known) {
            return known;
        }
        if (cause instanceof InterruptedException) {
            return ErrorCategory.JOB_INTERRUPTED.toException(
                    details("interrupted while waiting for others to finish; nothing was sent"), cause);
        }
        if (cause instanceof JobRepositoryException) {
            return ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.toException(details(cause.getMessage()), cause);
        }
        boolean badInput = cause instanceof IllegalArgumentException;
        String message = badInput ? cause.getMessage() : "an unexpected error: " + cause;
        return (badInput ? ErrorCategory.INVALID_REQUEST : ErrorCategory.PROVIDER_UNAVAILABLE)
                .toException(details(message), cause);
    }

    protected final ErrorDetails details(String message) {
        return ErrorDetails.of(jobs.provider(), jobs.operation(), message);
    }

    /**
     * Does something that takes a place among the jobs under way and is neither a submission nor a wait.
     *
     * @throws InterruptedException if interrupted while the endpoint is full; nothing has been done then
     */
    protected final <T> CompletionStage<T> hold(PendingExchange current, Supplier<CompletionStage<T>> action)
            throws InterruptedException {
        return current.waitFor(jobs.engine().hold(current, jobs.provider(), action))
                .result();
    }

    /**
     * Makes a request that costs money, and that makes no job.
     *
     * @throws InterruptedException if interrupted while the endpoint is full; nothing has been sent then
     */
    protected final <T> CompletionStage<T> submit(PendingExchange current, SubmissionRequest<T> request)
            throws InterruptedException {
        return current.waitFor(jobs.engine().submit(current, jobs.provider(), request, JobJournal.NONE))
                .result();
    }

    /** Makes a request that may be made again, and continues where the rest of the route may run. */
    protected final <T> CompletionStage<T> idempotent(PendingExchange current, Supplier<CompletionStage<T>> request) {
        return onReplyThread(current, jobs.engine().retrier().idempotent(request));
    }

    /** Continues where the rest of the route may run; failures too, since the route may handle them at length. */
    protected final <T> CompletionStage<T> onReplyThread(PendingExchange current, CompletionStage<T> stage) {
        return stage.handleAsync(
                (value, thrown) -> {
                    if (thrown != null) {
                        throw new CompletionException(TranscriptionException.unwrapped(thrown));
                    }
                    return value;
                },
                current);
    }

    @Override
    protected void doStart() throws Exception {
        requireCredentials();
        jobs.began(inFlight);
        super.doStart();
    }

    /** Camel starts the producers of endpoints that are mocked or skipped too, and parked asks the repository alone. */
    private void requireCredentials() {
        if (jobs.operation().equals("parked")) {
            return;
        }
        try {
            endpoint.requireCredentials();
        } catch (IllegalArgumentException missing) {
            if (getEndpoint().getCamelContext().getEndpoints().stream().noneMatch(this::isSkippedBy)) {
                throw missing;
            }
        }
    }

    private boolean isSkippedBy(Endpoint other) {
        boolean skipped = false;
        Endpoint original = other;
        while (original instanceof InterceptSendToEndpoint interceptor) {
            skipped |= interceptor.isSkip() && interceptor.getOnWhen() == null;
            original = interceptor.getOriginalEndpoint();
        }
        return skipped && original == endpoint;
    }

    @Override
    protected void doStop() throws Exception {
        jobs.wakeBlocked();
        pending.stream().filter(exchange -> !exchange.isRunning()).forEach(PendingExchange::interrupt);
        awaitNothingPending();
        jobs.ended(inFlight);
        super.doStop();
    }
}

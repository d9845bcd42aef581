/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

import io.github.cameltranscription.engine.Caller;
import io.github.cameltranscription.engine.JobPhase;
import io.github.cameltranscription.engine.JobSnapshot;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.monitor.MonitoredJob;

/** An exchange that waits for its answer, and gets exactly one, the first that comes. */
public final class PendingExchange implements Caller.Origin {

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final TranscriptionEndpoint<?> endpoint;
    private volatile Caller caller;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile PendingJob<?> job;
    private volatile String fileName;
    private volatile Instant submittedAt;

    PendingExchange(Exchange exchange, AsyncCallback callback, TranscriptionEndpoint<?> endpoint) {
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.callback = callback;
    }

    /** The exchange; its message is not to be changed. */
    public Exchange exchange() {
        return exchange;
    }

    @Override
    public String routeId() {
        return ExchangeHelper.getRouteId(exchange);
    }

    @Override
    public String exchangeId() {
        return exchange.getExchangeId();
    }

    void arrived(Caller newCaller) {
        caller = newCaller;
    }

    Caller caller() {
        return caller;
    }

    /**
     * What is known of the job beside what its engine knows.
     *
     * @param newFileName    the name of the recording, or {@code null}
     * @param newSubmittedAt when the job was submitted, if that was before; {@code null} otherwise
     */
    public void ofRecording(String newFileName, Instant newSubmittedAt) {
        fileName = newFileName;
        submittedAt = newSubmittedAt;
    }

    String fileName() {
        return fileName;
    }

    /** What the engine knows of the job; {@code null} while the caller is blocked, or if there is no job. */
    JobSnapshot snapshot() {
        PendingJob<?> pending = job;
        return pending == null ? null : pending.snapshot();
    }

    boolean isInEngine() {
        return job != null;
    }

    Duration age() {
        Caller arrived = caller;
        return arrived == null
                ? Duration.ZERO
                : Duration.ofNanos(endpoint.scheduler().nanoTime() - arrived.arrived());
    }

    /** The time since the job was submitted; {@code null} if it has not been, or that is not known. */
    Duration elapsed(JobSnapshot known) {
        Instant before = submittedAt;
        if (before != null) {
            return Duration.between(before, Instant.now());
        }
        return known == null ? null : known.sinceSubmission();
    }

    /** The call as the monitor shows it. */
    MonitoredJob monitored() {
        JobSnapshot known = snapshot();
        return new MonitoredJob(
                endpoint.jobs(),
                fileName,
                ExchangeHelper.getRouteId(exchange),
                exchange.getExchangeId(),
                known == null ? JobPhase.QUEUED : known.phase(),
                age(),
                elapsed(known),
                known);
    }

    /** The same failure, with the name of the recording, where it is known. */
    TranscriptionException named(TranscriptionException failure) {
        return failure.withFileName(fileName);
    }

    /** From now on the job is what is given up when the route stops. */
    <T> PendingJob<T> waitFor(PendingJob<T> newJob) {
        job = newJob;
        if (answered.get()) {
            newJob.cancel();
        }
        return newJob;
    }

    void succeed(Reply reply) {
        if (answered.compareAndSet(false, true)) {
            // An earlier attempt at the same message, here or with another provider, may have left it.
            exchange.getMessage().removeHeader(TranscriptionConstants.ERROR_CATEGORY);
            try {
                endpoint.jobs().replied(this, reply);
                reply.writeTo(exchange, endpoint);
            } catch (RuntimeException | Error unwritable) {
                exchange.setException(unwritable);
            }
            callback.done(false);
        }
    }

    /** Whether this was the answer. */
    boolean fail(TranscriptionException unnamed, boolean synchronously) {
        TranscriptionException failure = named(unnamed);
        boolean first = answered.compareAndSet(false, true);
        if (first) {
            Reply headers = Reply.of(null)
                    .with(
                            TranscriptionConstants.ERROR_CATEGORY,
                            failure.getCategory().name())
                    .with(TranscriptionConstants.PROVIDER, failure.getProvider())
                    .with(TranscriptionConstants.JOB_ID, failure.getJobId());
            ReplyHeaders.set(exchange, headers.headers(), endpoint.steeringHeaders());
            exchange.setException(failure);
            endpoint.jobs().failed(this, failure);
            callback.done(synchronously);
        }
        return first;
    }

    void interrupt(Supplier<TranscriptionException> failure) {
        PendingJob<?> pending = job;
        if (pending == null) {
            fail(failure.get(), false);
        } else {
            pending.cancel();
        }
    }
}

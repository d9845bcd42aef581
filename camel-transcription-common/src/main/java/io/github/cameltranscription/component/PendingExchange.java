/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;

import io.github.cameltranscription.engine.Caller;
import io.github.cameltranscription.engine.JobSnapshot;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.RecordedJob;

/**
 * An exchange that waits for its answer, and gets exactly one, the first that comes; with the job that it is about, as
 * far as that is known by now.
 */
public final class PendingExchange implements Caller.Origin {

    private static final int UNKNOWN = -1;

    private final Exchange exchange;
    private final AsyncCallback callback;
    private final TranscriptionEndpoint<?> endpoint;
    private final JobReports reports;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile Caller caller;
    private volatile PendingJob<?> passage;
    private volatile String fileName;
    private volatile Instant submittedAt;
    private volatile String jobId;
    private volatile RecordedJob recorded;
    private int progress = UNKNOWN;
    private Map<String, Object> headers = Map.of();

    PendingExchange(Exchange exchange, AsyncCallback callback, TranscriptionEndpoint<?> endpoint, JobReports reports) {
        this.exchange = exchange;
        this.callback = callback;
        this.endpoint = endpoint;
        this.reports = reports;
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

    /** The provider's id of the job, or {@code null} before the submission. */
    String jobId() {
        return jobId;
    }

    void setJobId(String newJobId) {
        jobId = newJobId;
    }

    /** The job's record in the job repository, or {@code null} if it has none. */
    RecordedJob recorded() {
        return recorded;
    }

    void setRecorded(RecordedJob newRecorded) {
        recorded = newRecorded;
    }

    /** How far the job was when the provider was last asked, or {@code null} if it does not say. */
    synchronized Integer progress() {
        return progress == UNKNOWN ? null : progress;
    }

    /** Whether the job is further than was known. */
    synchronized boolean rises(int newProgress) {
        boolean risen = newProgress > progress;
        if (risen) {
            progress = newProgress;
        }
        return risen;
    }

    /** What the reply is to say beside the result. */
    synchronized Map<String, Object> headers() {
        return headers;
    }

    /** Adds what the reply is to say. Most jobs have little or nothing to say: ten thousand empty maps are a megabyte. */
    synchronized void addHeaders(Map<String, Object> more) {
        if (headers.isEmpty()) {
            headers = Map.copyOf(more);
        } else if (!more.isEmpty()) {
            Map<String, Object> all = new LinkedHashMap<>(headers);
            all.putAll(more);
            headers = Map.copyOf(all);
        }
    }

    /** What the engine knows of the job; {@code null} while the caller is blocked, or if there is no job. */
    JobSnapshot snapshot() {
        PendingJob<?> pending = passage;
        return pending == null ? null : pending.snapshot();
    }

    boolean isInEngine() {
        return passage != null;
    }

    Duration age() {
        Caller arrived = caller;
        return arrived == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - arrived.arrived());
    }

    /** The time since the job was submitted; {@code null} if it has not been, or that is not known. */
    Duration elapsed(JobSnapshot known) {
        Instant before = submittedAt;
        if (before != null) {
            return Duration.between(before, Instant.now());
        }
        return known == null ? null : known.sinceSubmission();
    }

    /** The same failure, with the name of the recording, where it is known. */
    TranscriptionException named(TranscriptionException failure) {
        return failure.withFileName(fileName);
    }

    /** From now on this is what is given up when the route stops. */
    <T> PendingJob<T> waitFor(PendingJob<T> newPassage) {
        passage = newPassage;
        if (answered.get()) {
            newPassage.cancel();
        }
        return newPassage;
    }

    void succeed(Reply reply) {
        if (answered.compareAndSet(false, true)) {
            // An earlier attempt at the same message, here or with another provider, may have left it.
            exchange.getMessage().removeHeader(TranscriptionConstants.ERROR_CATEGORY);
            try {
                reports.replied(this, reply);
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
            Reply failed = Reply.of(null)
                    .with(
                            TranscriptionConstants.ERROR_CATEGORY,
                            failure.getCategory().name())
                    .with(TranscriptionConstants.PROVIDER, failure.getProvider())
                    .with(TranscriptionConstants.JOB_ID, failure.getJobId());
            ReplyHeaders.set(exchange, failed.headers(), endpoint.steeringHeaders());
            exchange.setException(failure);
            reports.failed(this, failure);
            callback.done(synchronously);
        }
        return first;
    }

    void interrupt(Supplier<TranscriptionException> failure) {
        PendingJob<?> pending = passage;
        if (pending == null) {
            fail(failure.get(), false);
        } else {
            pending.cancel();
        }
    }
}

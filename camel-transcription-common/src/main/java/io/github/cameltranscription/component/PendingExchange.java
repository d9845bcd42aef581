/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.Admission;
import io.github.cameltranscription.engine.Caller;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobSnapshot;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.OversizedAnswerException;
import io.github.cameltranscription.job.RecordedJob;

/**
 * An exchange that waits for its answer and gets exactly one, with its job. The object is small, because ten thousand
 * exchanges may wait.
 */
public final class PendingExchange implements Caller {

    private static final Logger LOG = LoggerFactory.getLogger(PendingExchange.class);
    private static final int UNKNOWN = -1;
    private static final String POSITION = "CamelTranscriptionChainPosition";

    /**
     * Where an exchange stands in a chain of calls to our components. Copies of the exchange inherit it.
     *
     * @param entry the endpoint through which it came in from a thread of the user's
     * @param calls how many calls it has made
     */
    private record ChainPosition(Admission entry, int calls) {}

    private final TranscriptionProducer producer;
    private final Exchange exchange;
    private final AsyncCallback callback;
    private volatile ChainPosition position;
    private boolean mayBlock;
    private boolean usesJobs;
    private boolean answered;
    private boolean returned;
    private int progress = UNKNOWN;
    private long arrived;
    private volatile PendingJob<?> passage;
    private volatile String fileName;
    private volatile Instant submittedAt;
    private volatile String jobId;
    private volatile RecordedJob recorded;
    private volatile Map<String, Object> attributes = Map.of();

    PendingExchange(TranscriptionProducer producer, Exchange exchange, AsyncCallback callback) {
        this.producer = producer;
        this.exchange = exchange;
        this.callback = callback;
    }

    /** The exchange; its message is not to be changed. */
    public Exchange exchange() {
        return exchange;
    }

    /** The call begins, on the calling thread. */
    void arrive() {
        producer.jobs.use();
        usesJobs = true;
        mayBlock = ReplyThreads.currentCall() == 0;
        arrived = System.nanoTime();
        position = nextPosition(producer.jobs.engine().admission());
    }

    private ChainPosition nextPosition(Admission own) {
        ChainPosition before = exchange.getProperty(POSITION, ChainPosition.class);
        // The rest of a route may make the call in an exchange of its own, and wait for it.
        int current = ReplyThreads.currentCall();
        return before == null
                ? new ChainPosition(own, current + 1)
                : new ChainPosition(current > 0 ? before.entry : own, Math.max(before.calls, current) + 1);
    }

    /** The call has ended. The endpoint's jobs serve the exchange until it completes: then its job is released. */
    void leave() {
        boolean uses;
        synchronized (this) {
            uses = usesJobs;
            usesJobs = false;
        }
        if (uses) {
            producer.jobs.leave();
        }
    }

    @Override
    public Admission entry() {
        return mayBlock ? null : position.entry();
    }

    @Override
    public boolean isRunning() {
        return producer.isRunning(exchange);
    }

    @Override
    public long arrived() {
        return arrived;
    }

    @Override
    public String routeId() {
        return ExchangeHelper.getRouteId(exchange);
    }

    @Override
    public String exchangeId() {
        return exchange.getExchangeId();
    }

    @Override
    public void execute(Runnable handover) {
        producer.jobs.replies().execute(position.calls(), handover);
    }

    /** @param newSubmittedAt when the job was submitted, if that was before; {@code null} otherwise */
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

    /** What the provider said of the job when it took the recording, by header name. */
    Map<String, Object> attributes() {
        return attributes;
    }

    @Override
    public void submitted(Submission submission) {
        jobId = submission.jobId();
        attributes = submission.attributes();
        SubmittedRecording.remember(exchange, producer.endpoint, jobId, fileName, null);
        if (submission.known()) {
            logKnown();
        } else {
            producer.reports.submitted(exchange, jobId);
            info("submitted: " + fileName);
        }
    }

    void logKnown() {
        info("was submitted before, so nothing is sent");
    }

    /** Logs what has happened to the job. */
    void info(String event) {
        String job = jobId == null ? "" : " job " + jobId;
        log(producer.jobs.provider(), jobId, () -> LOG.info("{}{} {}", producer.jobs.provider(), job, event));
    }

    @Override
    public void progressed(JobStatus status) {
        synchronized (this) {
            if (status.progress() == null || status.progress() <= progress) {
                return;
            }
            progress = status.progress();
        }
        producer.reports.progressed(exchange, jobId, status.progress());
    }

    @Override
    public CompletionStage<JobResult> read(JobResult result) {
        return result.body() instanceof InputStream stream
                ? CompletableFuture.supplyAsync(() -> cached(stream, result.attributes()), this)
                : Caller.super.read(result);
    }

    private JobResult cached(InputStream stream, Map<String, Object> resultAttributes) {
        try {
            return new JobResult(ResultCache.read(stream, exchange), resultAttributes);
        } catch (OversizedAnswerException tooLarge) {
            throw ErrorCategory.ANSWER_TOO_LARGE.toException(
                    producer.details(tooLarge.getMessage()).withJobId(jobId), tooLarge);
        } catch (IOException brokenOff) {
            throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                    producer.details("the download broke off: " + brokenOff.getMessage())
                            .withJobId(jobId),
                    brokenOff);
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
        return position == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - arrived);
    }

    /** The time since the job was submitted; {@code null} if it has not been, or that is not known. */
    Duration elapsed(JobSnapshot known) {
        Instant before = submittedAt;
        if (before != null) {
            return Duration.between(before, Instant.now());
        }
        return known == null ? null : known.sinceSubmission();
    }

    /** From now on this is what is given up when the route stops. */
    <T> PendingJob<T> waitFor(PendingJob<T> newPassage) {
        passage = newPassage;
        if (isAnswered()) {
            newPassage.cancel();
        }
        return newPassage;
    }

    private synchronized boolean isAnswered() {
        return answered;
    }

    /** Whether this is the first answer. */
    private synchronized boolean answer() {
        boolean first = !answered;
        answered = true;
        if (first && position != null) {
            // Not before: the first property of an exchange costs 200 bytes, which waiting jobs save.
            exchange.setProperty(POSITION, position);
            usesJobs = usesJobs && !producer.jobs.leaveOnCompletion(exchange);
        }
        return first;
    }

    /** The call has returned to Camel: its thread may bring the answer from here on. */
    synchronized void returned() {
        returned = true;
    }

    synchronized boolean hasReturned() {
        return returned;
    }

    void succeed(Reply reply) {
        if (answer()) {
            // An earlier attempt at the same message, here or with another provider, may have left it.
            exchange.getMessage().removeHeader(TranscriptionConstants.ERROR_CATEGORY);
            try {
                SubmittedRecording.replied(exchange, producer.endpoint);
                producer.reports.replied(this, reply);
                reply.writeTo(exchange, producer.endpoint);
            } catch (RuntimeException | Error unwritable) {
                exchange.setException(unwritable);
            }
            RestOfRoute.run(exchange, () -> callback.done(false));
        }
    }

    /** Whether this was the answer. */
    boolean fail(TranscriptionException unnamed, boolean synchronously) {
        TranscriptionException failure = unnamed.withFileName(fileName);
        boolean first = answer();
        if (first) {
            Reply failed = Reply.of(null)
                    .with(TranscriptionConstants.ERROR_CATEGORY, failure.getCategory())
                    .with(TranscriptionConstants.PROVIDER, failure.getProvider())
                    .with(TranscriptionConstants.JOB_ID, failure.getJobId());
            ReplyHeaders.set(
                    exchange, failed.headers(), producer.endpoint.optionTable().headers());
            exchange.setException(failure);
            producer.reports.failed(this, failure);
            if (synchronously) {
                callback.done(true);
            } else {
                RestOfRoute.run(exchange, () -> callback.done(false));
            }
        }
        return first;
    }

    void interrupt() {
        PendingJob<?> pending = passage;
        if (pending == null) {
            fail(ErrorCategory.JOB_INTERRUPTED.toException(producer.details("the route was stopped")), false);
        } else {
            pending.cancel();
        }
    }
}

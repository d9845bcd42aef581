/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.util.CastUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.Admission;
import io.github.cameltranscription.engine.Caller;
import io.github.cameltranscription.engine.JobPhase;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobSnapshot;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.monitor.JobOutcome;
import io.github.cameltranscription.monitor.MonitoredJob;

/**
 * {@code results}: waits for the jobs that {@code submit} has recorded, on whichever node, and emits each when it is
 * finished. Nodes that share the repository share the jobs: those of a node that dies become free after its lease.
 */
final class ResultsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ResultsConsumer.class);

    private static final String NOTICE = ResultsConsumer.class.getName() + ".notice";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final TranscriptionEndpoint<?> endpoint;
    private final JobService jobs;
    private final ResultReply replies;
    private final Map<PendingJob<JobResult>, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final Queue<FinishedJob> finished = new ConcurrentLinkedQueue<>();
    private final Map<RecordedJob, TakenJob> taken = new ConcurrentHashMap<>();
    private final Supplier<Stream<MonitoredJob>> inFlight = this::inFlight;
    private volatile boolean paused;

    /** A job that this node has, until its route has ended. */
    private final class TakenJob implements Caller {

        private final long arrived = System.nanoTime();
        private PendingJob<JobResult> pending;

        @Override
        public Admission entry() {
            return null;
        }

        @Override
        public boolean isRunning() {
            return isRunAllowed();
        }

        @Override
        public long arrived() {
            return arrived;
        }

        @Override
        public String routeId() {
            return getRouteId();
        }

        @Override
        public void execute(Runnable handover) {
            jobs.replies().execute(1, handover);
        }
    }

    /**
     * How a job has ended; either {@code result} or {@code failure} is {@code null}. {@code elapsed} is the time from its
     * submission, or {@code null}.
     */
    private record FinishedJob(RecordedJob job, Duration elapsed, JobResult result, TranscriptionException failure) {}

    ResultsConsumer(TranscriptionEndpoint<?> endpoint, JobService jobs, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.jobs = jobs;
        this.replies = new ResultReply(jobs.provider(), endpoint.getConfiguration());
        setDelay(endpoint.getConfiguration().getDelay());
        setInitialDelay(0);
        setMaxMessagesPerPoll(endpoint.getConfiguration().getMaxMessagesPerPoll());
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        takeJobs();
        Queue<Object> batch = new ConcurrentLinkedQueue<>();
        for (FinishedJob job = finished.poll(); job != null; job = finished.poll()) {
            batch.add(job);
        }
        return processBatch(batch);
    }

    /** Never more than may be under way, routes included: what is full here is left to other nodes. */
    private void takeJobs() throws InterruptedException {
        int room = endpoint.getConfiguration().getMaxInFlight() - taken.size();
        if (room <= 0 || paused) {
            return;
        }
        Queue<RecordedJob> claimed = new ConcurrentLinkedQueue<>(jobs.records().claim(room, this::parked));
        try {
            for (RecordedJob job; (job = claimed.peek()) != null; claimed.poll()) {
                await(job);
            }
        } finally {
            claimed.forEach(RecordedJob::free);
        }
    }

    private void await(RecordedJob job) throws InterruptedException {
        log(job, () -> LOG.debug("{} job {} is waited for: it was recorded as {}", jobs.provider(), job.jobId(), job));
        TakenJob mine = new TakenJob();
        PendingJob<JobResult> pending = jobs.engine().await(mine, jobs.adapter(), job.jobId(), job);
        mine.pending = pending;
        taken.put(job, mine);
        CompletableFuture<Void> end = new CompletableFuture<>();
        waiting.put(pending, end);
        pending.result().whenComplete((result, failure) -> {
            try {
                ended(job, result, (TranscriptionException) failure);
            } finally {
                waiting.remove(pending);
                end.complete(null);
            }
        });
    }

    private void ended(RecordedJob job, JobResult result, TranscriptionException failure) {
        if (failure == null) {
            emitLater(new FinishedJob(job, elapsed(job), result, null));
        } else if (failure.getVerdict() == Verdict.FAILED) {
            // The failure is delivered like a transcript: by one node, and until the route has taken it.
            job.deliver().whenComplete((begun, refused) -> {
                if (refused == null) {
                    emitLater(new FinishedJob(job, elapsed(job), null, failure));
                } else {
                    // The reason is not logged here but delivered to the route.
                    leave(job, (TranscriptionException) refused);
                }
            });
        } else {
            leave(job, failure);
        }
    }

    private void emitLater(FinishedJob job) {
        finished.add(job);
        freeIfStopped();
    }

    private void leave(RecordedJob job, TranscriptionException failure) {
        log(job, () -> LOG.info("{} job {} is left for later: {}", jobs.provider(), job.jobId(), failure.getMessage()));
        taken.remove(job);
        job.failed(failure);
    }

    @Override
    public int processBatch(Queue<Object> exchanges) {
        Queue<FinishedJob> batch = CastUtils.cast(exchanges);
        int size = batch.size();
        int limit = getMaxMessagesPerPoll() > 0 ? Math.min(getMaxMessagesPerPoll(), size) : size;
        int emitted = 0;
        try {
            for (; emitted < limit && isBatchAllowed(); emitted++) {
                pendingExchanges = limit - emitted - 1;
                emit(batch.poll(), emitted, limit);
            }
        } finally {
            finished.addAll(batch);
            freeIfStopped();
        }
        return emitted;
    }

    private void emit(FinishedJob job, int index, int size) {
        Exchange exchange = exchangeOf(job.job());
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
        if (job.failure() != null) {
            fail(exchange, job);
            return;
        }
        Reply reply;
        try {
            reply = replies.of(job.job().jobId(), job.result());
            reply.writeTo(exchange, endpoint);
        } catch (RuntimeException unreadable) {
            over(job, exchange, JobOutcome.UNDELIVERED, null, unreadable.getMessage(), Map.of());
            job.job().undelivered(unreadable);
            undelivered(exchange, job, unreadable);
            return;
        }
        jobs.releases().resultReady(exchange, job.job().jobId(), job.job());
        jobs.reports().completed(exchange, job.job().jobId());
        getAsyncProcessor().process(exchange, doneSync -> {
            Exception failure = exchange.getException();
            over(
                    job,
                    exchange,
                    failure == null ? JobOutcome.DONE : JobOutcome.UNDELIVERED,
                    null,
                    failure == null ? null : JobReports.undelivered(failure),
                    reply.headers());
            if (failure == null) {
                releaseExchange(exchange, false);
            } else {
                undelivered(exchange, job, failure);
            }
        });
    }

    private Stream<MonitoredJob> inFlight() {
        return taken.entrySet().stream().map(entry -> monitored(entry.getKey(), entry.getValue()));
    }

    private MonitoredJob monitored(RecordedJob job, TakenJob known) {
        JobSnapshot snapshot = known.pending.snapshot();
        JobPhase phase = waiting.containsKey(known.pending) ? snapshot.phase() : JobPhase.DELIVERING;
        return monitored(job, known, null, phase, elapsed(job));
    }

    private MonitoredJob monitored(
            RecordedJob job, TakenJob known, String exchangeId, JobPhase phase, Duration elapsed) {
        return new MonitoredJob(
                jobs,
                job.fileName(),
                getRouteId(),
                exchangeId,
                phase,
                Duration.ofNanos(System.nanoTime() - known.arrived),
                elapsed,
                known.pending.snapshot());
    }

    private static Duration elapsed(RecordedJob job) {
        return job.submittedAt() == null ? null : Duration.between(job.submittedAt(), Instant.now());
    }

    private void over(
            FinishedJob job,
            Exchange exchange,
            JobOutcome outcome,
            ErrorCategory category,
            String message,
            Map<String, Object> headers) {
        TakenJob known = taken.remove(job.job());
        if (known != null) {
            MonitoredJob ended =
                    monitored(job.job(), known, exchange.getExchangeId(), JobPhase.DELIVERING, job.elapsed());
            jobs.reports().ended(ended, job.job().jobId(), outcome, category, message, headers);
        }
    }

    private void log(RecordedJob job, Runnable line) {
        JobLog.line(jobs.provider(), job.jobId(), getRouteId(), null, line);
    }

    private Exchange exchangeOf(RecordedJob job) {
        Exchange exchange = createExchange(false);
        Reply.of(null)
                .with(TranscriptionConstants.JOB_KEY, job.key())
                .with(TranscriptionConstants.JOB_ID, job.jobId())
                .with(TranscriptionConstants.PROVIDER, jobs.provider())
                .with(TranscriptionConstants.FILE_NAME, job.fileName())
                .writeTo(exchange, endpoint);
        if (job.traceParent() != null) {
            // Camel's tracers continue the trace from here.
            exchange.getMessage().setHeader(JobRecords.TRACE_PARENT, job.traceParent());
        }
        return exchange;
    }

    private void undelivered(Exchange exchange, FinishedJob job, Exception why) {
        getExceptionHandler()
                .handleException(
                        "The transcript of job " + job.job().jobId() + " was not delivered, and is emitted again",
                        exchange,
                        why);
        releaseExchange(exchange, false);
    }

    /** The provider has given the job up: there is nothing to wait for, and the same recording is a new job. */
    private void fail(Exchange exchange, FinishedJob job) {
        TranscriptionException failure = job.failure().withFileName(job.job().fileName());
        over(job, exchange, JobOutcome.FAILED, failure.getCategory(), failure.getMessage(), Map.of());
        jobs.reports().failed(exchange, job.job().jobId(), null, failure.getCategory());
        Throwable refused = notify(exchange, "A job has failed", failure);
        if (refused == null) {
            job.job().failed(failure);
        } else {
            log(
                    job.job(),
                    () -> LOG.warn(
                            "The route did not take the failure of job {}, which is delivered again: {}",
                            job.job().jobId(),
                            refused.toString()));
            job.job().undelivered(refused);
        }
    }

    /** The record needs a person, and stays in the repository. */
    private void parked(RecordedJob job, String why) {
        TranscriptionException failure = ErrorCategory.JOB_TIMED_OUT.toException(ErrorDetails.of(
                        jobs.provider(),
                        jobs.operation(),
                        "the job is parked, because it failed too often or the provider does not know it: " + why
                                + "; see the operation parked")
                .withJobId(job.jobId())
                .withFileName(job.fileName()));
        if (isRunAllowed()) {
            jobs.replies().execute(1, () -> notify(exchangeOf(job), "A job is parked", failure));
        }
    }

    /**
     * Tells the exception handler, which with {@code bridgeErrorHandler} is the route.
     *
     * @return why it was not taken; {@code null} if it was
     */
    private Throwable notify(Exchange exchange, String message, TranscriptionException failure) {
        Exchange[] processed = {exchange};
        exchange.setProperty(NOTICE, processed);
        exchange.getMessage()
                .setHeader(
                        TranscriptionConstants.ERROR_CATEGORY,
                        failure.getCategory().name());
        try {
            getExceptionHandler().handleException(message, exchange, failure);
            Throwable left = processed[0].getException();
            return left == failure ? null : left;
        } catch (RuntimeException faulty) {
            return faulty;
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** The route is given a copy of the exchange, and only the copy says how it went. */
    @Override
    public UnitOfWork createUoW(Exchange exchange) throws Exception {
        if (exchange.removeProperty(NOTICE) instanceof Exchange[] processed) {
            processed[0] = exchange;
        }
        return super.createUoW(exchange);
    }

    /** A suspended consumer takes nothing, and leaves its jobs to other nodes. */
    @Override
    protected void doSuspend() throws Exception {
        super.doSuspend();
        giveUpJobs();
    }

    @Override
    protected void doResume() throws Exception {
        paused = false;
        super.doResume();
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.requireCredentials();
        jobs.began(inFlight);
        paused = false;
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        giveUpJobs();
        jobs.ended(inFlight);
    }

    private void giveUpJobs() {
        paused = true;
        waiting.keySet().forEach(PendingJob::cancel);
        CompletableFuture.allOf(waiting.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        freeIfStopped();
    }

    private void freeIfStopped() {
        if (!paused && isRunAllowed()) {
            return;
        }
        for (FinishedJob job = finished.poll(); job != null; job = finished.poll()) {
            taken.remove(job.job());
            job.job().free();
        }
    }
}

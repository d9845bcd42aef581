/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.RollbackExchangeException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.UnitOfWork;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.support.service.ServiceHelper;
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
    private final Set<TakenJob> taken = ConcurrentHashMap.newKeySet();
    private final Queue<TakenJob> finished = new ConcurrentLinkedQueue<>();
    private final Supplier<Stream<MonitoredJob>> inFlight = () -> taken.stream().map(mine -> mine.monitored(null));
    private volatile boolean paused;

    /** A job that this node has, until its route has ended. */
    private final class TakenJob implements Caller {

        private final RecordedJob job;
        private final long arrived = System.nanoTime();
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private PendingJob<JobResult> pending;
        private volatile Duration elapsed;
        private volatile JobResult result;
        private volatile TranscriptionException failure;

        private TakenJob(RecordedJob job) {
            this.job = job;
        }

        /** Either is {@code null}. */
        private void end(JobResult newResult, TranscriptionException newFailure) {
            elapsed = elapsed();
            result = newResult;
            failure = newFailure;
            finished.add(this);
            freeIfStopped();
        }

        /** The time since its submission; {@code null} if that is not known. */
        private Duration elapsed() {
            return job.submittedAt() == null ? null : Duration.between(job.submittedAt(), Instant.now());
        }

        /** @param exchangeId {@code null} as long as no exchange has the result */
        private MonitoredJob monitored(String exchangeId) {
            JobSnapshot snapshot = pending.snapshot();
            return new MonitoredJob(
                    jobs,
                    job.fileName(),
                    getRouteId(),
                    exchangeId,
                    exchangeId != null || ended.isDone() ? JobPhase.DELIVERING : snapshot.phase(),
                    Duration.ofNanos(System.nanoTime() - arrived),
                    exchangeId == null ? elapsed() : elapsed,
                    snapshot);
        }

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

    ResultsConsumer(TranscriptionEndpoint<?> endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.jobs = endpoint.jobs();
        setDelay(endpoint.getConfiguration().getDelay());
        setInitialDelay(0);
        setMaxMessagesPerPoll(endpoint.getConfiguration().getMaxMessagesPerPoll());
    }

    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        try {
            // First, since the repository may not answer.
            int emitted = processBatch(CastUtils.cast(finished));
            takeJobs();
            return emitted;
        } catch (Error passing) {
            // Camel would not poll again, and the system may have a thread or memory again soon.
            throw new RuntimeCamelException(passing);
        }
    }

    /** Never more than may be under way, routes included: what is full here is left to other nodes. */
    private void takeJobs() throws InterruptedException {
        int room = endpoint.getConfiguration().getMaxInFlight() - taken.size();
        if (room <= 0 || paused) {
            return;
        }
        Queue<RecordedJob> claimed =
                new ConcurrentLinkedQueue<>(jobs.records().claim(room, this::isTaking, this::parked));
        try {
            for (RecordedJob job; (job = claimed.peek()) != null; claimed.poll()) {
                await(job);
            }
        } finally {
            claimed.forEach(RecordedJob::free);
        }
    }

    private void await(RecordedJob job) throws InterruptedException {
        log(job, () -> LOG.debug("Waiting for {} job {}, recorded as {}", jobs.provider(), job.jobId(), job));
        TakenJob mine = new TakenJob(job);
        mine.pending = jobs.engine().await(mine, jobs.adapter(), job.jobId(), job);
        taken.add(mine);
        if (paused) {
            mine.pending.cancel();
        }
        mine.pending.result().whenComplete((result, failure) -> {
            try {
                ended(mine, result, (TranscriptionException) failure);
            } finally {
                mine.ended.complete(null);
            }
        });
    }

    private void ended(TakenJob mine, JobResult result, TranscriptionException failure) {
        if (failure == null) {
            mine.end(result, null);
        } else if (failure.getVerdict() == Verdict.FAILED) {
            // The failure is delivered like a transcript: by one node, and until the route has taken it.
            mine.job.deliver().whenComplete((begun, refused) -> {
                if (refused == null) {
                    mine.end(null, failure);
                } else {
                    // The reason is not logged here but delivered to the route.
                    leave(mine, (TranscriptionException) refused);
                }
            });
        } else {
            leave(mine, failure);
        }
    }

    private void leave(TakenJob mine, TranscriptionException failure) {
        RecordedJob job = mine.job;
        log(job, () -> LOG.info("{} job {} is left for later: {}", jobs.provider(), job.jobId(), failure.getMessage()));
        taken.remove(mine);
        job.failed(failure);
    }

    @Override
    public int processBatch(Queue<Object> exchanges) {
        Queue<TakenJob> batch = CastUtils.cast(exchanges);
        int size = batch.size();
        int limit = getMaxMessagesPerPoll() > 0 ? Math.min(getMaxMessagesPerPoll(), size) : size;
        int emitted = 0;
        try {
            for (; emitted < limit && isBatchAllowed(); emitted++) {
                pendingExchanges = limit - emitted - 1;
                TakenJob mine = batch.poll();
                if (mine == null) {
                    // A stop has left the rest to other nodes.
                    break;
                }
                try {
                    emit(mine, emitted, limit);
                } catch (RuntimeException | Error broken) {
                    taken.remove(mine);
                    mine.job.undelivered(broken);
                    throw broken;
                }
            }
        } finally {
            freeIfStopped();
        }
        return emitted;
    }

    private void emit(TakenJob mine, int index, int size) {
        Exchange exchange = exchangeOf(mine.job);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
        if (mine.failure != null) {
            fail(exchange, mine);
            return;
        }
        String jobId = mine.job.jobId();
        Reply reply;
        try {
            reply = Reply.of(endpoint, jobId, mine.result);
            reply.writeTo(exchange, endpoint);
        } catch (RuntimeException | Error unreadable) {
            over(mine, exchange, JobOutcome.UNDELIVERED, null, unreadable.getMessage(), Map.of());
            mine.job.undelivered(unreadable);
            undelivered(exchange, jobId, unreadable);
            return;
        }
        jobs.resultReady(exchange, jobId, mine.job);
        jobs.reports().completed(exchange, jobId);
        RestOfRoute.run(exchange, () -> getAsyncProcessor().process(exchange, doneSync -> {
            boolean rolledBack = !exchange.isFailed() && RestOfRoute.isRolledBack(exchange);
            Exception failure = rolledBack ? new RollbackExchangeException(exchange) : exchange.getException();
            if (failure == null) {
                over(mine, exchange, JobOutcome.DONE, null, null, reply.headers());
                releaseExchange(exchange, false);
            } else {
                String why = JobReports.undelivered(failure);
                over(mine, exchange, JobOutcome.UNDELIVERED, null, why, reply.headers());
                undelivered(exchange, jobId, failure);
            }
        }));
    }

    private void over(
            TakenJob mine,
            Exchange exchange,
            JobOutcome outcome,
            ErrorCategory category,
            String message,
            Map<String, Object> headers) {
        if (taken.remove(mine)) {
            MonitoredJob ended = mine.monitored(exchange.getExchangeId());
            jobs.reports().ended(ended, mine.job.jobId(), outcome, category, message, headers);
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

    private void undelivered(Exchange exchange, String jobId, Throwable why) {
        String message = "The transcript of job " + jobId + " was not delivered, and is emitted again";
        getExceptionHandler().handleException(message, exchange, why);
        releaseExchange(exchange, false);
    }

    /** The provider has given the job up: there is nothing to wait for, and the same recording is a new job. */
    private void fail(Exchange exchange, TakenJob mine) {
        RecordedJob job = mine.job;
        TranscriptionException failure = mine.failure.withFileName(job.fileName());
        over(mine, exchange, JobOutcome.FAILED, failure.getCategory(), failure.getMessage(), Map.of());
        jobs.reports().failed(exchange, job.jobId(), null, failure.getCategory());
        Throwable refused = notify(exchange, "A job has failed", failure);
        if (refused == null) {
            job.failed(failure);
        } else {
            log(
                    job,
                    () -> LOG.warn(
                            "The route did not take the failure of job {}, which is delivered again: {}",
                            job.jobId(),
                            refused.toString()));
            job.undelivered(refused);
        }
    }

    /** The record needs a person, and stays in the repository. The notice comes again until the route has taken it. */
    private void parked(RecordedJob job, String why) {
        boolean uncertain = job.jobId() == null;
        ErrorCategory category = uncertain ? ErrorCategory.UNCERTAIN_SUBMISSION : ErrorCategory.JOB_TIMED_OUT;
        TranscriptionException failure = category.toException(ErrorDetails.of(
                        jobs.provider(),
                        jobs.operation(),
                        "the job is parked, because "
                                + (uncertain
                                        ? "it is not known whether the provider has it: "
                                        : "it failed too often, its answer is too large, or the provider does not know it: ")
                                + why + "; see the operation parked")
                .withJobId(job.jobId())
                .withFileName(job.fileName()));
        jobs.replies().execute(1, () -> {
            if (notify(exchangeOf(job), "A job is parked", failure) == null) {
                job.told();
            }
        });
    }

    private boolean isTaking() {
        return !paused && isRunAllowed();
    }

    /**
     * Tells the exception handler, which with {@code bridgeErrorHandler} is the route.
     *
     * @return why it was not taken; {@code null} if it was
     */
    private Throwable notify(Exchange exchange, String message, TranscriptionException failure) {
        Exchange[] processed = {exchange};
        exchange.setProperty(NOTICE, processed);
        String category = failure.getCategory().name();
        exchange.getMessage().setHeader(TranscriptionConstants.ERROR_CATEGORY, category);
        try {
            getExceptionHandler().handleException(message, exchange, failure);
            Throwable left = processed[0].getException();
            return left == failure ? null : left;
        } catch (RuntimeException | Error faulty) {
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
        // Camel itself starts the endpoint only with the first start of a route, even if that fails.
        ServiceHelper.startService(endpoint);
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
        List<TakenJob> waiting =
                taken.stream().filter(mine -> !mine.ended.isDone()).toList();
        waiting.forEach(mine -> mine.pending.cancel());
        CompletableFuture.allOf(waiting.stream().map(mine -> mine.ended).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        freeIfStopped();
    }

    private void freeIfStopped() {
        if (isTaking()) {
            return;
        }
        for (TakenJob mine = finished.poll(); mine != null; mine = finished.poll()) {
            taken.remove(mine);
            mine.job.free();
        }
    }
}

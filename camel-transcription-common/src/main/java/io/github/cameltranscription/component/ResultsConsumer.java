/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.util.CastUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.Caller;
import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobListener;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

/**
 * {@code results}: waits for the jobs that {@code submit} has recorded, whoever submitted them, and emits each when it is
 * finished. Nodes that share the repository share the jobs: a node that dies loses them to the others after its lease.
 */
final class ResultsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ResultsConsumer.class);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private final TranscriptionEndpoint<?> endpoint;
    private final ResultReply replies;
    private final Map<PendingJob<JobResult>, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
    private final Queue<FinishedJob> finished = new ConcurrentLinkedQueue<>();
    private final AtomicInteger taken = new AtomicInteger();
    private volatile boolean oldLeasesVoid;

    /** How a job has ended; either {@code result} or {@code failure} is {@code null}. */
    private record FinishedJob(RecordedJob job, JobResult result, TranscriptionException failure) {}

    ResultsConsumer(TranscriptionEndpoint<?> endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.replies = new ResultReply(endpoint.providerName(), endpoint.getConfiguration());
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
        int room = endpoint.getConfiguration().getMaxInFlight() - taken.get();
        if (room <= 0) {
            return;
        }
        RecordedJobs records = endpoint.records();
        if (!oldLeasesVoid) {
            records.voidOldLeases();
            oldLeasesVoid = true;
        }
        JobLedger ledger = records.ledger();
        for (String key : ledger.repository().claimable(records.provider(), ledger.now(), room)) {
            RecordedJob leftover = records.leftover(key);
            if (leftover != null) {
                endpoint.finish(leftover);
            } else if (records.owns(key)) {
                RecordedJob job = records.take(key);
                if (job != null) {
                    await(job);
                }
            }
        }
    }

    private void await(RecordedJob job) throws InterruptedException {
        LOG.debug("{} job {} is waited for: it was recorded as {}", endpoint.providerName(), job.jobId(), job);
        PendingJob<JobResult> pending;
        try {
            Caller caller =
                    new Caller(null, this::isRunAllowed, endpoint.scheduler().nanoTime(), task -> endpoint.replies()
                            .execute(1, task));
            pending = endpoint.engine()
                    .await(caller, endpoint.provider(), job.jobId(), JobJournal.NONE, JobListener.NONE);
        } catch (InterruptedException | RuntimeException stopping) {
            job.free();
            throw stopping;
        }
        taken.incrementAndGet();
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
        if (failure != null && failure.getVerdict() != Verdict.FAILED) {
            LOG.info("{} job {} is left for later: {}", endpoint.providerName(), job.jobId(), failure.getMessage());
            taken.decrementAndGet();
            job.failed(failure);
        } else {
            finished.add(new FinishedJob(job, result, failure));
            freeIfStopped();
        }
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
        Exchange exchange = createExchange(false);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
        Reply.of(null)
                .with(TranscriptionConstants.JOB_KEY, job.job().userKey())
                .with(TranscriptionConstants.JOB_ID, job.job().jobId())
                .with(TranscriptionConstants.PROVIDER, endpoint.providerName())
                .with(TranscriptionConstants.FILE_NAME, job.job().fileName())
                .writeTo(exchange, endpoint);
        if (job.failure() != null) {
            fail(exchange, job);
            return;
        }
        try {
            replies.of(job.job().jobId(), job.result()).writeTo(exchange, endpoint);
        } catch (RuntimeException unreadable) {
            taken.decrementAndGet();
            job.job().suspend();
            undelivered(exchange, job, unreadable);
            return;
        }
        endpoint.resultReady(exchange, job.job().jobId(), job.job());
        getAsyncProcessor().process(exchange, doneSync -> {
            taken.decrementAndGet();
            if (exchange.getException() == null) {
                releaseExchange(exchange, false);
            } else {
                undelivered(exchange, job, exchange.getException());
            }
        });
    }

    private void undelivered(Exchange exchange, FinishedJob job, Exception why) {
        getExceptionHandler()
                .handleException(
                        "The transcript of job " + job.job().jobId() + " was not delivered, and is emitted again",
                        exchange,
                        why);
        releaseExchange(exchange, false);
    }

    /** The provider gave the job up: there is nothing to wait for, and the same recording is a new job. */
    private void fail(Exchange exchange, FinishedJob job) {
        exchange.getMessage()
                .setHeader(
                        TranscriptionConstants.ERROR_CATEGORY,
                        job.failure().getCategory().name());
        taken.decrementAndGet();
        job.job().failed(job.failure());
        getExceptionHandler().handleException("A job has failed", exchange, job.failure());
        releaseExchange(exchange, false);
    }

    /** What was waited for, or was not emitted yet, is free for other nodes, or for the next start. */
    @Override
    protected void doStop() throws Exception {
        super.doStop();
        waiting.keySet().forEach(PendingJob::cancel);
        CompletableFuture.allOf(waiting.values().toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        freeIfStopped();
        oldLeasesVoid = false;
    }

    private void freeIfStopped() {
        if (isRunAllowed()) {
            return;
        }
        for (FinishedJob job = finished.poll(); job != null; job = finished.poll()) {
            taken.decrementAndGet();
            job.job().free();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.apache.camel.util.CastUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobListener;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.JobResult;
import io.github.cameltranscription.job.PendingJob;

/**
 * {@code results}: waits for the jobs that {@code submit} has recorded, whoever submitted them, and emits each when it is
 * finished. Nodes that share the repository share the jobs: a node that dies loses them to the others after its lease.
 */
final class ResultsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ResultsConsumer.class);

    private final TranscriptionEndpoint<?> endpoint;
    private final ResultReply replies;
    private final Set<PendingJob> waiting = ConcurrentHashMap.newKeySet();
    private final Queue<FinishedJob> finished = new ConcurrentLinkedQueue<>();

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

    /** Never more than may be under way: what is full here is left to other nodes. */
    private void takeJobs() throws InterruptedException {
        int room = endpoint.getConfiguration().getMaxInFlight() - endpoint.getJobsInFlight() - finished.size();
        if (room <= 0) {
            return;
        }
        RecordedJobs records = endpoint.records();
        for (String key : claimable(records, room)) {
            RecordedJob leftover = records.leftover(key);
            if (leftover != null) {
                endpoint.finish(leftover);
            } else if (room > 0 && records.owns(key)) {
                RecordedJob taken = records.take(key);
                if (taken != null) {
                    await(taken);
                    room--;
                }
            }
        }
    }

    /** In a repository of our own, the leases of an earlier process are void, and those of this one are known. */
    private static List<String> claimable(RecordedJobs records, int room) {
        JobLedger ledger = records.ledger();
        JobRepository repository = ledger.repository();
        return repository.isShared()
                ? repository.claimable(records.provider(), ledger.now(), room)
                : repository.claimable(records.provider(), Instant.MAX, room + ledger.heldCount());
    }

    private void await(RecordedJob job) throws InterruptedException {
        LOG.debug("{} job {} is waited for: it was recorded as {}", endpoint.providerName(), job.jobId(), job);
        PendingJob pending = endpoint.engine().await(endpoint.provider(), job.jobId(), JobListener.NONE);
        waiting.add(pending);
        pending.result().whenComplete((result, failure) -> {
            waiting.remove(pending);
            TranscriptionException known = (TranscriptionException) failure;
            if (known != null && !known.getCategory().isJobOver()) {
                LOG.info("{} job {} is left for later: {}", endpoint.providerName(), job.jobId(), known.getMessage());
                job.failed(known);
            } else {
                finished.add(new FinishedJob(job, result, known));
            }
        });
    }

    @Override
    public int processBatch(Queue<Object> exchanges) {
        Queue<FinishedJob> batch = CastUtils.cast(exchanges);
        int size = batch.size();
        int limit = getMaxMessagesPerPoll() > 0 ? Math.min(getMaxMessagesPerPoll(), size) : size;
        for (int index = 0; index < limit && isBatchAllowed(); index++) {
            pendingExchanges = limit - index - 1;
            emit(batch.poll(), index, limit);
        }
        finished.addAll(batch);
        return limit;
    }

    private void emit(FinishedJob job, int index, int size) {
        Exchange exchange = createExchange(false);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
        exchange.getMessage()
                .setHeader(TranscriptionConstants.JOB_KEY, job.job().userKey());
        exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, job.job().jobId());
        exchange.getMessage()
                .setHeader(TranscriptionConstants.FILE_NAME, job.job().fileName());
        if (job.failure() != null) {
            fail(exchange, job);
            return;
        }
        replies.of(job.job().jobId(), job.result()).writeTo(exchange.getMessage());
        endpoint.resultReady(exchange, job.job().jobId(), job.job());
        getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                getExceptionHandler()
                        .handleException(
                                "The transcript of job " + job.job().jobId()
                                        + " was not delivered, and is emitted again",
                                exchange,
                                exchange.getException());
            }
            releaseExchange(exchange, false);
        });
    }

    /** The provider gave the job up: there is nothing to wait for, and the same recording is a new job. */
    private void fail(Exchange exchange, FinishedJob job) {
        exchange.getMessage()
                .setHeader(
                        TranscriptionConstants.ERROR_CATEGORY,
                        job.failure().getCategory().name());
        job.job().failed(job.failure());
        getExceptionHandler().handleException("A job has failed", exchange, job.failure());
        releaseExchange(exchange, false);
    }

    @Override
    protected void doStop() throws Exception {
        waiting.forEach(PendingJob::cancel);
        super.doStop();
        for (FinishedJob job = finished.poll(); job != null; job = finished.poll()) {
            job.job().suspend();
        }
    }
}

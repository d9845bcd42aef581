/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/** Waits for a job and replies with its result. */
abstract class JobProducer extends TranscriptionProducer {

    private static final Logger LOG = LoggerFactory.getLogger(JobProducer.class);

    private final TranscriptionEndpoint<?> endpoint;
    private final ResultReply replies;

    JobProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.replies = new ResultReply(endpoint.providerName(), endpoint.getConfiguration());
    }

    /** Begins to wait, for the job whose id this exchange's state will know. */
    abstract PendingJob<JobResult> begin(PendingExchange current, JobOfExchange job) throws Exception;

    /** Is called when the wait is over; {@code failure} is {@code null} after a success. */
    void ended(Exchange exchange, JobOfExchange job, TranscriptionException failure) {}

    @Override
    protected final CompletionStage<Reply> call(PendingExchange current) throws Exception {
        Exchange exchange = current.exchange();
        JobOfExchange job = new JobOfExchange();
        return current.waitFor(begin(current, job)).result().handle((result, failure) -> {
            TranscriptionException known =
                    failure == null ? null : current.named(explained(job, (TranscriptionException) failure));
            ended(exchange, job, known);
            if (failure != null) {
                endpoint.events().failed(exchange, job.id(), job.progress(), known.getCategory());
                endpoint.log(
                        exchange,
                        job.id(),
                        () -> LOG.info("{}{} ended: {}", endpoint.providerName(), job.named(), known.getMessage()));
                throw known;
            }
            try {
                return reply(exchange, job, result);
            } catch (RuntimeException unexpected) {
                throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                        details("an unexpected error: " + unexpected).withJobId(job.id()), unexpected);
            }
        });
    }

    private static TranscriptionException explained(JobOfExchange job, TranscriptionException failure) {
        return job.recorded() == null ? failure : job.recorded().explained(failure);
    }

    private Reply reply(Exchange exchange, JobOfExchange job, JobResult result) {
        Reply reply = replies.of(job.id(), result).withAll(job.headers());
        if (job.recorded() != null) {
            reply.with(TranscriptionConstants.JOB_KEY, job.recorded().key());
        }
        endpoint.resultReady(exchange, job.id(), job.recorded());
        endpoint.events().completed(exchange, job.id());
        endpoint.log(exchange, job.id(), () -> LOG.info("{} job {} ended: done", endpoint.providerName(), job.id()));
        return reply;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code status}: asks once how a job stands and replies with the {@link JobStatus}. */
final class StatusProducer extends TranscriptionProducer {

    private final TranscriptionEndpoint<?> endpoint;

    StatusProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        Exchange exchange = current.exchange();
        TranscriptionJob job = JobReference.read(exchange.getMessage(), endpoint.providerName());
        TranscriptionProvider provider = endpoint.provider(exchange.getMessage());
        return idempotent(current, () -> provider.status(job.jobId())).thenApply(StatusProducer::reply);
    }

    private static Reply reply(JobStatus status) {
        Reply reply = Reply.of(status)
                .with(TranscriptionConstants.JOB_ID, status.jobId())
                .with(TranscriptionConstants.PROVIDER, status.provider())
                .with(TranscriptionConstants.STATUS, status.state().name())
                .with(TranscriptionConstants.PROGRESS, status.progress())
                .withAll(status.attributes());
        return status.failureCategory() == null
                ? reply
                : reply.with(
                        TranscriptionConstants.ERROR_CATEGORY,
                        status.failureCategory().name());
    }
}

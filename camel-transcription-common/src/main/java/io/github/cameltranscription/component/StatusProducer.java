/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Message;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code status}: asks once how a job stands and replies with the {@link JobStatus}. */
final class StatusProducer extends TranscriptionProducer {

    StatusProducer(TranscriptionEndpoint<?> endpoint, JobService jobs) {
        super(endpoint, jobs);
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        Message message = current.exchange().getMessage();
        TranscriptionJob job = JobReference.read(message, jobs.provider());
        TranscriptionProvider provider = endpoint.provider(message);
        return idempotent(current, () -> provider.status(job.jobId())).thenApply(StatusProducer::reply);
    }

    private static Reply reply(JobStatus status) {
        return Reply.of(status)
                .with(TranscriptionConstants.JOB_ID, status.jobId())
                .with(TranscriptionConstants.PROVIDER, status.provider())
                .with(TranscriptionConstants.STATUS, status.state().name())
                .with(TranscriptionConstants.PROGRESS, status.progress())
                .withAll(status.attributes())
                .with(
                        TranscriptionConstants.ERROR_CATEGORY,
                        status.failureCategory() == null
                                ? null
                                : status.failureCategory().name());
    }
}

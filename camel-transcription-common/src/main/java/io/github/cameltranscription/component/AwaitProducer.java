/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code await}: waits for a job that was submitted before, here or elsewhere, and replies with the transcript. */
final class AwaitProducer extends JobProducer {

    AwaitProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        Exchange exchange = current.exchange();
        TranscriptionJob known = JobReference.read(exchange.getMessage(), jobs.provider());
        current.setJobId(known.jobId());
        current.ofRecording(known.fileName(), known.submittedAt());
        JobRecords records = jobs.records();
        current.setRecorded(records == null ? null : records.ofJob(exchange, known));
        TranscriptionProvider provider = endpoint.provider(exchange.getMessage());
        return resultOf(current, jobs.engine().await(current, provider, known.jobId(), journal(current)))
                .thenApply(reply -> reply.with(TranscriptionConstants.FILE_NAME, known.fileName()));
    }
}

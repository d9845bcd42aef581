/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code await}: waits for a job that was submitted before, here or elsewhere, and replies with the transcript. */
final class AwaitProducer extends JobProducer {

    AwaitProducer(TranscriptionEndpoint<?> endpoint, JobService jobs) {
        super(endpoint, jobs);
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) throws Exception {
        Exchange exchange = current.exchange();
        TranscriptionJob known = JobReference.read(exchange.getMessage(), jobs.provider());
        current.setJobId(known.jobId());
        current.ofRecording(known.fileName(), known.submittedAt());
        JobRecords records = jobs.records();
        current.setRecorded(records == null ? null : records.ofJob(exchange, known));
        TranscriptionProvider provider = new StreamCachingProvider(
                endpoint.provider(exchange.getMessage()), endpoint.getOperation(), exchange, current);
        return resultOf(current, jobs.engine().await(current, provider, known.jobId(), journal(current)));
    }

    @Override
    Map<String, Object> described(PendingExchange current) {
        String fileName = current.fileName();
        return fileName == null ? Map.of() : Map.of(TranscriptionConstants.FILE_NAME, fileName);
    }
}

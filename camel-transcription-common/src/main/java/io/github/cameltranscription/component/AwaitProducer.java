/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.JobJournal;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.PendingJob;
import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code await}: waits for a job that was submitted before, here or elsewhere, and replies with the transcript. */
final class AwaitProducer extends JobProducer {

    private final TranscriptionEndpoint<?> endpoint;

    AwaitProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    void ended(Exchange exchange, JobOfExchange job, TranscriptionException failure) {
        if (failure != null && job.recorded() != null) {
            job.recorded().failed(failure);
        }
    }

    @Override
    PendingJob<JobResult> begin(PendingExchange current, JobOfExchange job) throws Exception {
        Exchange exchange = current.exchange();
        TranscriptionJob known = JobReference.read(exchange.getMessage(), endpoint.providerName());
        job.setId(known.jobId());
        current.ofRecording(known.fileName(), known.submittedAt());
        RecordedJob recorded =
                endpoint.records() == null ? null : endpoint.records().ofJob(exchange, known);
        job.setRecorded(recorded);
        if (known.fileName() != null) {
            job.addHeaders(Map.of(TranscriptionConstants.FILE_NAME, known.fileName()));
        }
        TranscriptionProvider provider = new StreamCachingProvider(
                endpoint.provider(exchange.getMessage()),
                endpoint.getOperation(),
                exchange,
                current.caller().replies());
        return endpoint.engine()
                .await(
                        current.caller(),
                        provider,
                        known.jobId(),
                        recorded == null ? JobJournal.NONE : recorded,
                        new JobEventListener(endpoint.events(), exchange, job));
    }
}

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
        if (jobs.records() != null) {
            current.setRecorded(jobs.records().ofJob(exchange, known));
        }
        if (known.fileName() != null) {
            current.addHeaders(Map.of(TranscriptionConstants.FILE_NAME, known.fileName()));
        }
        TranscriptionProvider provider = new StreamCachingProvider(
                endpoint.provider(exchange.getMessage()),
                endpoint.getOperation(),
                exchange,
                current.caller().replies());
        return resultOf(
                current,
                jobs.engine().await(current.caller(), provider, known.jobId(), journal(current), progress(current)));
    }
}

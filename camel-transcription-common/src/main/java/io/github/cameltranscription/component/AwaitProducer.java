/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;

import org.apache.camel.Exchange;

import io.github.cameltranscription.job.PendingJob;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.job.TranscriptionProvider;

/** {@code await}: waits for a job that was submitted before, here or elsewhere, and replies with the transcript. */
final class AwaitProducer extends JobProducer {

    private final TranscriptionEndpoint<?> endpoint;

    AwaitProducer(TranscriptionEndpoint<?> endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    PendingJob begin(Exchange exchange, JobOfExchange job) throws Exception {
        TranscriptionJob known = JobReference.read(exchange.getMessage(), endpoint.providerName());
        job.setId(known.jobId());
        if (known.fileName() != null) {
            job.addHeaders(Map.of(TranscriptionConstants.FILE_NAME, known.fileName()));
        }
        TranscriptionProvider provider = new StreamCachingProvider(
                endpoint.provider(exchange.getMessage()), endpoint.getOperation(), exchange, endpoint.completions());
        return endpoint.engine().await(provider, known.jobId(), listener(exchange, job));
    }
}

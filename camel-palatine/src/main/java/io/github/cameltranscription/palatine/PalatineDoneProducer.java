/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.component.JobReference;
import io.github.cameltranscription.component.PendingExchange;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionProducer;
import io.github.cameltranscription.job.TranscriptionJob;

/** {@code done}: tells Palatine that a task may go. The message stays as it is. */
final class PalatineDoneProducer extends TranscriptionProducer {

    private final PalatineEndpoint endpoint;

    PalatineDoneProducer(PalatineEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        Exchange exchange = current.exchange();
        TranscriptionJob job = JobReference.read(exchange.getMessage(), PalatineOperation.SCHEME);
        Object body = exchange.getMessage().getBody();
        return idempotent(current, () -> endpoint.api()
                        .done(PalatineOperation.DONE.getName(), endpoint.task(), job.jobId()))
                .thenApply(answer -> {
                    endpoint.jobReleased(job.jobId());
                    return Reply.of(body)
                            .with(TranscriptionConstants.JOB_ID, job.jobId())
                            .with(TranscriptionConstants.PROVIDER, PalatineOperation.SCHEME);
                });
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.RestOfRoute;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.UnreadableResult;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.log.JobLog;

/** Runs the webhook's route with the outcome of a job, on an exchange without anything of the HTTP request. */
final class ShopotWebhookRoute {

    private static final Logger LOG = LoggerFactory.getLogger(ShopotWebhookRoute.class);

    private final ShopotEndpoint endpoint;
    private final AsyncProcessor processor;

    ShopotWebhookRoute(ShopotEndpoint endpoint, AsyncProcessor processor) {
        this.endpoint = endpoint;
        this.processor = processor;
    }

    /** Runs the route; gives whether it has accepted the outcome. */
    CompletionStage<Boolean> run(JobStatus outcome, String ownId) {
        Exchange exchange = endpoint.createExchange();
        TranscriptionException failure = null;
        if (outcome.content() instanceof JobResult result) {
            Reply.of(endpoint, outcome.jobId(), result)
                    .with(ShopotConstants.CALLBACK_ID, ownId)
                    .writeTo(exchange, endpoint);
        } else {
            failure = outcome.state() == JobState.DONE
                    ? UnreadableResult.of(
                            ShopotOperation.SCHEME,
                            ShopotOperation.WEBHOOK.getName(),
                            outcome.jobId(),
                            outcome.answer())
                    : failureOf(outcome);
            fail(exchange, outcome, failure, ownId);
        }
        JobLog.line(
                ShopotOperation.SCHEME,
                outcome.jobId(),
                () -> LOG.info("shopot sent a callback for job {}: {}", outcome.jobId(), outcome.state()));
        TranscriptionException ofJob = failure;
        CompletableFuture<Boolean> accepted = new CompletableFuture<>();
        RestOfRoute.run(
                exchange,
                () -> processor.process(exchange, synchronously -> accepted.complete(isAccepted(exchange, ofJob))));
        return accepted;
    }

    private static TranscriptionException failureOf(JobStatus outcome) {
        String reason = outcome.reason() == null || outcome.reason().isBlank()
                ? "the callback says that the job failed, and gives no reason"
                : outcome.reason();
        return outcome.failureCategory()
                .toException(ErrorDetails.of(ShopotOperation.SCHEME, ShopotOperation.WEBHOOK.getName(), reason)
                        .withJobId(outcome.jobId()));
    }

    /** Passes the failure to the route's error handler, as Camel's bridgeErrorHandler does. */
    private void fail(Exchange exchange, JobStatus outcome, TranscriptionException failure, String ownId) {
        Reply.of(null)
                .with(TranscriptionConstants.JOB_ID, outcome.jobId())
                .with(TranscriptionConstants.PROVIDER, ShopotOperation.SCHEME)
                .with(TranscriptionConstants.STATUS, outcome.state().name())
                .with(
                        TranscriptionConstants.ERROR_CATEGORY,
                        failure.getCategory().name())
                .with(ShopotConstants.CALLBACK_ID, ownId)
                .withAll(outcome.attributes())
                .writeTo(exchange, endpoint);
        exchange.setException(failure);
        exchange.setProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, failure);
        exchange.setProperty(ExchangePropertyKey.ERRORHANDLER_BRIDGE, true);
        exchange.getExchangeExtension().setRedeliveryExhausted(true);
    }

    /** A job's failure that no error handler handles counts as delivered: another delivery would not change it. */
    private static boolean isAccepted(Exchange exchange, TranscriptionException ofJob) {
        return !RestOfRoute.isRolledBack(exchange)
                && (exchange.getException() == null || exchange.getException() == ofJob);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.callsjms;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.error.RateLimitedException;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Sends each call of a folder to the first provider that answers, and its transcript to a queue. An error of the call
 * itself goes to another queue, without another provider.
 */
@ApplicationScoped
public class CallsRoute extends RouteBuilder {

    private static final int UNTIL_THE_LAST = -1;
    private static final String OUTCOME = "outcome";

    @Override
    public void configure() {
        onException(TranscriptionException.class)
                .onWhen(CallsRoute::isFinal)
                .handled(true)
                .setProperty(OUTCOME, constant("error"))
                .log(LoggingLevel.WARN, "${file:onlyname} failed: ${exception.message}")
                .setHeader("category", header(TranscriptionConstants.ERROR_CATEGORY))
                .setBody(exceptionMessage())
                .setVariable("queue", constant("{{jms.failed}}"))
                .to("direct:queue");
        // Not handled: the call stays in the folder, and the next poll takes it again.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${file:onlyname} is tried again: ${exception.message}");

        from("file:{{folder}}?includeExt={{extensions}}&delay={{poll-delay}}"
                        // A call that was changed just now may still be written, and waits.
                        + "&readLock=changed&readLockMinAge={{settled-after}}&readLockMinLength=0"
                        + "&readLockLoggingLevel=DEBUG&move=${exchangeProperty.outcome}/${file:onlyname}")
                .routeId("calls")
                .setProperty(OUTCOME, constant("done"))
                .loadBalance()
                .failover(
                        UNTIL_THE_LAST,
                        false,
                        false,
                        ProviderUnavailableException.class,
                        RateLimitedException.class,
                        JobTimedOutException.class)
                // Not sent again here after a rejection: the next provider is the other attempt.
                .to(
                        "aiesa:transcribe?submitTimeout=0s",
                        "palatine:transcribe?submitTimeout=0s",
                        "shopot:transcribe?submitTimeout=0s")
                .end()
                .transformDataType("transcription:json")
                .setVariable("queue", constant("{{jms.transcripts}}"))
                .to("direct:queue");

        from("direct:queue")
                // The transcript was paid for: it waits for the broker.
                .errorHandler(defaultErrorHandler()
                        .maximumRedeliveries(UNTIL_THE_LAST)
                        .asyncDelayedRedelivery()
                        .redeliveryDelay(1_000)
                        .useExponentialBackOff()
                        .maximumRedeliveryDelay(30_000)
                        .retryAttemptedLogLevel(LoggingLevel.WARN))
                .setHeader("file", header(Exchange.FILE_NAME_ONLY))
                .setHeader("provider", header(TranscriptionConstants.PROVIDER))
                .setHeader("job", header(TranscriptionConstants.JOB_ID))
                .toD("jms:queue:${variable.queue}?jmsMessageType=Text");
    }

    private static TranscriptionException failure(Exchange exchange) {
        return exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class);
    }

    private static boolean isFinal(Exchange exchange) {
        ErrorCategory category = failure(exchange).getCategory();
        return !category.isRetriable() && category != ErrorCategory.JOB_IN_PROGRESS;
    }
}

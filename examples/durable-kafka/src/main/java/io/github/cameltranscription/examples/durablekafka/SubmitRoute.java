/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.durablekafka;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Submits the recordings of a folder, sends their jobs to the topic, and then moves the recordings. A recording that is
 * still there after a crash is taken again, and the same job is sent to the topic again.
 */
public final class SubmitRoute extends RouteBuilder {

    private static final String OUTCOME = "outcome";

    @Override
    public void configure() {
        // Another attempt cannot succeed. An uncertain submission is never sent again: a person decides.
        onException(TranscriptionException.class)
                .onWhen(SubmitRoute::isFinal)
                .handled(true)
                .setProperty(OUTCOME, constant("error"))
                .log(LoggingLevel.WARN, "${file:onlyname} failed: ${exception.message}")
                .setBody(exceptionMessage())
                .to("file:{{folder}}/error?fileName=${file:onlyname}.txt&charset=UTF-8");
        // Not handled: the recording stays in the folder, and the next poll takes it again.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${file:onlyname} is tried again: ${exception.message}");

        from("file:{{folder}}?includeExt=wav,mp3,ogg,opus,flac,m4a"
                        + "&readLock=changed&readLockMinAge={{settled-after}}&readLockMinLength=0"
                        + "&readLockLoggingLevel=DEBUG&move=${exchangeProperty.outcome}/${file:onlyname}")
                .routeId("submit")
                .setProperty(OUTCOME, constant("done"))
                .to("palatine:submit")
                .convertBodyTo(String.class)
                .setHeader(KafkaConstants.KEY, header("CamelTranscriptionJobId"))
                // The exchange continues when all replicas have the job.
                .to("kafka:{{topic}}?requestRequiredAcks=all")
                .log("${file:onlyname} submitted: job ${header.CamelTranscriptionJobId}");
    }

    private static boolean isFinal(Exchange exchange) {
        ErrorCategory category = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class)
                .getCategory();
        return !category.isRetriable() && category != ErrorCategory.JOB_IN_PROGRESS;
    }
}

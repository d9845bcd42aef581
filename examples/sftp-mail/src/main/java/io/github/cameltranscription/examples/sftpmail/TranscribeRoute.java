/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.sftpmail;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Mails the transcript of a recording that is not too expensive, and stores a report, and then the recording, in the
 * archive. If a recording fails permanently or costs too much, it mails the reason.
 */
@ApplicationScoped
public class TranscribeRoute extends RouteBuilder {

    private static final String OUTCOME = "outcome";

    @Override
    public void configure() {
        onException(TranscriptionException.class)
                .onWhen(TranscribeRoute::isFinal)
                .handled(true)
                .setProperty(OUTCOME, constant("error"))
                .log(LoggingLevel.WARN, "${file:onlyname} failed: ${exception.message}")
                .setBody(exceptionMessage())
                .setHeader("Subject", simple("Not transcribed: ${file:onlyname}"))
                .to("direct:mail");
        // Not handled: the recording stays in the folder, and the next poll takes it again; its job is not paid for
        // twice.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${file:onlyname} is tried again: ${exception.message}");

        from("file:{{folder}}/inbox?delay={{file.poll-delay}}"
                        // Skips a file that has been moved since it was listed.
                        + "&readLock=changed&readLockMinAge=1s&readLockMinLength=0"
                        + "&move=../${exchangeProperty.outcome}/${file:onlyname}")
                .routeId("transcribe")
                .setProperty(OUTCOME, constant("archive"))
                .to("aiesa:transcribe?outputFormat=text&maxCost={{max-cost}}")
                .setVariable("text", body())
                .to("aiesa:download?resultType=pdf")
                .to("file:{{folder}}/archive?fileName=${file:onlyname}.pdf&tempFileName=.${file:onlyname}.part")
                // Last, because a mail cannot be recalled.
                .setBody(variable("text"))
                .setHeader("Subject", simple("Transcript: ${file:onlyname}"))
                .to("direct:mail");

        from("direct:mail")
                .errorHandler(noErrorHandler())
                // The header of the report is still set, and overrides the option of the endpoint.
                .setHeader(Exchange.CONTENT_TYPE, constant("text/plain; charset=UTF-8"))
                .to("smtp:{{mail.server}}?from={{mail.from}}&to={{mail.to}}");
    }

    private static boolean isFinal(Exchange exchange) {
        ErrorCategory category = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class)
                .getCategory();
        return !category.isRetriable() && category != ErrorCategory.JOB_IN_PROGRESS;
    }
}

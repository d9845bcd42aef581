/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.durablepostgresql;

import java.io.File;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Submits the recordings of a folder, records their jobs, and then moves the recordings. From then on any node can deliver
 * the job. Nodes that share the folder see the same recordings; the record of a job decides which node submits one.
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
                .to("file:{{folder}}/error?fileName=${file:onlyname}.txt&tempFileName=.${exchangeId}.part"
                        + "&charset=UTF-8");
        // Not handled: if the recording is still there, the next poll takes it again.
        onException(Exception.class)
                .logExhausted(false)
                .log("${file:onlyname} is left to another node, or to the next poll: ${exception.message}");

        // No marker files: a node that starts would remove those of the others.
        from("file:{{folder}}?includeExt=wav,mp3,ogg,opus,flac,m4a"
                        + "&readLock=changed&readLockMinAge={{settled-after}}&readLockMinLength=0"
                        + "&readLockMarkerFile=false&readLockLoggingLevel=DEBUG"
                        + "&move=${exchangeProperty.outcome}/${file:onlyname}")
                .routeId("submit")
                .setProperty(OUTCOME, constant("done"))
                .to("palatine:submit")
                .log("${file:onlyname} submitted: job ${header.CamelTranscriptionJobId}");
    }

    /** A recording that another node works on, or has moved, is left to that node. */
    private static boolean isFinal(Exchange exchange) {
        ErrorCategory category = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class)
                .getCategory();
        return !category.isRetriable()
                && category != ErrorCategory.JOB_IN_PROGRESS
                && exchange.getMessage().getBody(File.class).exists();
    }
}

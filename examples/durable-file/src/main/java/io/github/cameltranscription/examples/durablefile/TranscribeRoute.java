/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.durablefile;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * Transcribes the recordings of a folder, writes their transcripts, and then moves the recordings. Camel moves a recording
 * last: one that is still there when the program starts is taken again, and continues with its job.
 */
public final class TranscribeRoute extends RouteBuilder {

    private static final String OUTCOME = "outcome";

    @Override
    public void configure() {
        // Another attempt cannot succeed. An uncertain submission is never sent again: a person decides.
        onException(TranscriptionException.class)
                .onWhen(TranscribeRoute::isFinal)
                .handled(true)
                .setProperty(OUTCOME, constant("error"))
                .log(LoggingLevel.WARN, "${file:onlyname} failed: ${exception.message}")
                .setBody(exceptionMessage())
                .to("file:{{folder}}/error?fileName=${file:onlyname}.txt&charset=UTF-8");
        // Not handled: the recording stays in the folder, and the next poll takes it again.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${file:onlyname} is tried again: ${exception.message}");

        // The consumer does not wait for an exchange: many jobs run at the same time, and none holds a thread.
        from("file:{{folder}}?includeExt=wav,mp3,ogg,opus,flac,m4a"
                        + "&readLock=changed&readLockMinAge={{settled-after}}&readLockMinLength=0"
                        + "&readLockLoggingLevel=DEBUG&move=${exchangeProperty.outcome}/${file:onlyname}")
                .routeId("transcribe")
                .setProperty(OUTCOME, constant("done"))
                .to("palatine:transcribe?outputFormat=TEXT")
                // A crash may deliver a transcript twice, under one job id: the second is the same file and is ignored.
                .to("file:{{folder}}/out?fileName=${file:onlyname}.${header.CamelTranscriptionJobId}.txt"
                        + "&fileExist=Ignore&tempFileName=.${exchangeId}.part&charset=UTF-8")
                .log("${file:onlyname} delivered: job ${header.CamelTranscriptionJobId}");
    }

    private static boolean isFinal(Exchange exchange) {
        TranscriptionException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class);
        ErrorCategory category = failure.getCategory();
        return !category.isRetriable() && category != ErrorCategory.JOB_IN_PROGRESS;
    }
}

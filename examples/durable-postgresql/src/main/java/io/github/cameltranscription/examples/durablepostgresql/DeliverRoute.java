/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.durablepostgresql;

import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * Delivers finished jobs, whichever node submitted them. A job whose transcript cannot be written is emitted again, and so
 * is the job of a node that was killed, when the lease of the node has expired.
 */
public final class DeliverRoute extends RouteBuilder {

    @Override
    public void configure() {
        // The provider failed the job.
        onException(TranscriptionException.class)
                .handled(true)
                .log(LoggingLevel.WARN, "${header.CamelTranscriptionFileName} failed: ${exception.message}")
                .setBody(exceptionMessage())
                .to("file:{{folder}}/error?fileName=${header.CamelTranscriptionFileName}.txt&charset=UTF-8");
        // Not handled: the job is emitted again, here or by another node.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${header.CamelTranscriptionFileName} is tried again: ${exception.message}");

        from("palatine:results?outputFormat=TEXT&bridgeErrorHandler=true")
                .routeId("deliver")
                // A crash may deliver a transcript twice, under one job id: the second is the same file and is ignored.
                .to("file:{{folder}}/out"
                        + "?fileName=${header.CamelTranscriptionFileName}.${header.CamelTranscriptionJobId}.txt"
                        + "&fileExist=Ignore&tempFileName=.${exchangeId}.part&charset=UTF-8")
                .log("${header.CamelTranscriptionFileName} delivered: job ${header.CamelTranscriptionJobId}");
    }
}

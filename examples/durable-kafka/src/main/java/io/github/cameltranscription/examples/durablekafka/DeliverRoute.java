/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.durablekafka;

import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.kafka.consumer.KafkaManualCommit;

import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.TranscriptionJob;

/**
 * Waits for each job of the topic, writes its transcript, and then commits its offset. If a consumer dies before that,
 * another consumer of the group gets the job.
 */
public final class DeliverRoute extends RouteBuilder {

    private static final String FILE_NAME = "CamelTranscriptionFileName";
    private static final String JOB_ID = "CamelTranscriptionJobId";

    @Override
    public void configure() {
        // The job arrives again after it was delivered and released.
        onException(JobNotFoundException.class)
                .onWhen(DeliverRoute::isDelivered)
                .handled(true)
                .log("${header." + FILE_NAME + "} was delivered before: job ${header." + JOB_ID + "}")
                .process(DeliverRoute::commit);
        // The provider failed the job.
        onException(TranscriptionException.class)
                .onWhen(DeliverRoute::isFinal)
                .handled(true)
                .log(LoggingLevel.WARN, "${header." + FILE_NAME + "} failed: ${exception.message}")
                .setBody(exceptionMessage())
                .to("file:{{folder}}/error?fileName=${header." + FILE_NAME + "}.txt&charset=UTF-8")
                .process(DeliverRoute::commit);
        // Not handled: the consumer reads the same job again.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${header." + FILE_NAME + "} is tried again: ${exception.message}");

        from("kafka:{{topic}}?groupId={{group}}&consumersCount={{consumers}}&autoOffsetReset=earliest"
                        + "&autoCommitEnable=false&allowManualCommit=true&breakOnFirstError=true&maxPollRecords=1")
                .routeId("deliver")
                .convertBodyTo(TranscriptionJob.class)
                .process(DeliverRoute::nameJob)
                // A job that takes longer is read again: a consumer that does not poll for 5 minutes counts as dead.
                .to("palatine:await?outputFormat=TEXT&jobTimeout={{patience}}")
                // A crash may deliver a transcript twice, under one job id: the second is the same file and is ignored.
                .to("file:{{folder}}/out?fileName=${header." + FILE_NAME + "}.${header." + JOB_ID + "}.txt"
                        + "&fileExist=Ignore&tempFileName=.${exchangeId}.part&charset=UTF-8")
                .process(DeliverRoute::commit)
                .log("${header." + FILE_NAME + "} delivered: job ${header." + JOB_ID + "}");
    }

    private static void nameJob(Exchange exchange) {
        exchange.getMessage().setHeader(FILE_NAME, job(exchange).fileName());
        exchange.getMessage().setHeader(JOB_ID, job(exchange).jobId());
    }

    private static TranscriptionJob job(Exchange exchange) {
        return exchange.getMessage().getBody(TranscriptionJob.class);
    }

    private static boolean isDelivered(Exchange exchange) {
        String folder = exchange.getContext().resolvePropertyPlaceholders("{{folder}}");
        TranscriptionJob job = job(exchange);
        return Files.exists(Path.of(folder, "out", job.fileName() + "." + job.jobId() + ".txt"));
    }

    private static boolean isFinal(Exchange exchange) {
        return !exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class)
                .getCategory()
                .isRetriable();
    }

    private static void commit(Exchange exchange) {
        exchange.getMessage()
                .getHeader(KafkaConstants.MANUAL_COMMIT, KafkaManualCommit.class)
                .commit();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.s3kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.kafka.KafkaConstants;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * A recording in the bucket becomes subtitles in another bucket, and then an event on Kafka; after that it is moved to
 * the archive. What fails on the way leaves it where it is: it comes again, and its job is not paid for twice.
 */
@ApplicationScoped
public class RecordingsRoute extends RouteBuilder {

    private static final AggregationStrategy COPIES = AggregationStrategies.useOriginal(true);

    @Override
    public void configure() {
        // Trying again is no use: the report takes the place of the subtitles, and the recording goes to the archive.
        onException(TranscriptionException.class)
                .onWhen(RecordingsRoute::isFinal)
                .handled(true)
                .log(LoggingLevel.WARN, "${header.CamelAwsS3Key} failed: ${exception.message}")
                .setBody(exceptionMessage())
                .multicast(COPIES)
                .stopOnException()
                .to("direct:report", "direct:event");
        // Not handled: the recording stays in the bucket and comes again with the next poll.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${header.CamelAwsS3Key} is tried again: ${exception.message}");

        from("aws2-s3:{{s3.recordings}}?delay={{s3.poll-delay}}&maxMessagesPerPoll={{s3.at-once}}"
                        // Which means: not as an array of bytes, but as a stream.
                        + "&includeBody=false"
                        + "&moveAfterRead=true&destinationBucket={{s3.archive}}")
                .routeId("recordings")
                // The object goes through as it is read; Camel's cache would take it into memory.
                .streamCache("false")
                .to("palatine:transcribe?outputFormat=srt")
                // On copies: the consumer moves the object that this exchange's CamelAwsS3Key names in the end.
                .multicast(COPIES)
                .stopOnException()
                .to("direct:subtitles", "direct:event");

        from("direct:subtitles").setVariable("extension", constant(".srt")).to("direct:store");
        from("direct:report").setVariable("extension", constant(".error.txt")).to("direct:store");

        from("direct:store")
                .errorHandler(noErrorHandler())
                .setVariable("key", simple("${header.CamelAwsS3Key}${variable.extension}"))
                // Those of the recording; its length would be taken for that of the subtitles.
                .removeHeaders("CamelAwsS3*")
                .setHeader(AWS2S3Constants.KEY, variable("key"))
                .setHeader(AWS2S3Constants.CONTENT_TYPE, constant("text/plain; charset=utf-8"))
                .to("aws2-s3:{{s3.results}}");

        from("direct:event")
                .errorHandler(noErrorHandler())
                .setBody(TranscribedEvent::of)
                .marshal()
                .json()
                .setHeader(KafkaConstants.KEY, header(AWS2S3Constants.KEY))
                .to("kafka:{{kafka.topic}}?requestRequiredAcks=all");
    }

    private static boolean isFinal(Exchange exchange) {
        ErrorCategory category = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class)
                .getCategory();
        return !category.isRetriable() && category != ErrorCategory.JOB_IN_PROGRESS;
    }
}

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
 * Turns a recording in a bucket into subtitles in another bucket and an event on Kafka, and then moves it to the archive.
 * After a failure on the way the recording stays, the next poll takes it again, and its job is not paid for twice.
 */
@ApplicationScoped
public class RecordingsRoute extends RouteBuilder {

    private static final AggregationStrategy COPIES = AggregationStrategies.useOriginal(true);

    @Override
    public void configure() {
        // Another attempt cannot succeed: a report replaces the subtitles, and the recording goes to the archive.
        onException(TranscriptionException.class)
                .onWhen(RecordingsRoute::isFinal)
                .handled(true)
                .log(LoggingLevel.WARN, "${header.CamelAwsS3Key} failed: ${exception.message}")
                .setBody(exceptionMessage())
                .multicast(COPIES)
                .stopOnException()
                .to("direct:report", "direct:event");
        // Not handled: the recording stays in the bucket, and the next poll takes it again.
        onException(Exception.class)
                .logExhausted(false)
                .log(LoggingLevel.WARN, "${header.CamelAwsS3Key} is tried again: ${exception.message}");

        from("aws2-s3:{{s3.recordings}}?delay={{s3.poll-delay}}&maxMessagesPerPoll={{s3.at-once}}"
                        // The body is a stream, not an array of bytes.
                        + "&includeBody=false"
                        + "&moveAfterRead=true&destinationBucket={{s3.archive}}")
                .routeId("recordings")
                // Camel's stream cache would read the object into memory.
                .streamCache("false")
                .to("palatine:transcribe?outputFormat=srt")
                // On copies: at the end the consumer moves the object that CamelAwsS3Key of this exchange names.
                .multicast(COPIES)
                .stopOnException()
                .to("direct:subtitles", "direct:event");

        from("direct:subtitles").setVariable("extension", constant(".srt")).to("direct:store");
        from("direct:report").setVariable("extension", constant(".error.txt")).to("direct:store");

        from("direct:store")
                .errorHandler(noErrorHandler())
                .setVariable("key", simple("${header.CamelAwsS3Key}${variable.extension}"))
                // The headers of the recording; its length would be used for the subtitles.
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

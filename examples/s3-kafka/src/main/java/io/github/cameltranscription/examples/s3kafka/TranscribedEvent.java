/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.s3kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;

import io.github.cameltranscription.component.TranscriptionConstants;

/**
 * An event of the topic.
 *
 * @param recording the key of the recording in its bucket
 * @param subtitles the key of the subtitles in their bucket, or {@code null} if there are none
 * @param jobId     the provider's id of the job, or {@code null} if there is none
 * @param seconds   the length of the recording, or {@code null} if it is not known
 * @param error     an error category, or {@code null} if the recording is transcribed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TranscribedEvent(String recording, String subtitles, String jobId, Double seconds, String error) {

    static TranscribedEvent of(Exchange exchange) {
        Message message = exchange.getMessage();
        String recording = message.getHeader(AWS2S3Constants.KEY, String.class);
        String error = message.getHeader(TranscriptionConstants.ERROR_CATEGORY, String.class);
        return new TranscribedEvent(
                recording,
                error == null ? recording + ".srt" : null,
                message.getHeader(TranscriptionConstants.JOB_ID, String.class),
                message.getHeader(TranscriptionConstants.DURATION, Double.class),
                error);
    }
}

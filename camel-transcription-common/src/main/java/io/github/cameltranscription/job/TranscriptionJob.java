/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;

import io.github.cameltranscription.transcript.TextReply;

/**
 * A job that has been submitted and paid for. It is small and converts to and from JSON, so that it can travel through
 * Kafka, JMS, a file or a database, and any node can wait for the job at any later time.
 *
 * @param provider    the provider's name, such as {@code palatine}
 * @param fileName    the name of the recording, or {@code null}
 * @param submittedAt when the provider took it, by our clock; ISO 8601 in JSON; {@code null} if unknown
 * @param jobKey      the key of its record in the job repository; {@code null} if it has none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record TranscriptionJob(
        String provider,
        String jobId,
        String fileName,

        @JsonSerialize(using = ToStringSerializer.class)
        @JsonDeserialize(converter = TranscriptionJob.InstantFromText.class)
        Instant submittedAt,

        String jobKey)
        implements TextReply {

    /** A job that is in no job repository, or whose key there is not known. */
    public TranscriptionJob(String provider, String jobId, String fileName, Instant submittedAt) {
        this(provider, jobId, fileName, submittedAt, null);
    }

    /** Reads the ISO form. */
    static final class InstantFromText extends StdConverter<String, Instant> {
        @Override
        public Instant convert(String text) {
            return text == null ? null : Instant.parse(text);
        }
    }
}

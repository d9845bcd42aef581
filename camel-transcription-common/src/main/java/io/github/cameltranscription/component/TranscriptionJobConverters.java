/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Converter;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.TranscriptionJob;

/** Lets jobs and statuses travel as JSON: through Kafka, JMS, a file or a database. */
@Converter(generateLoader = true)
public final class TranscriptionJobConverters {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TranscriptionJobConverters() {}

    /** The job's JSON. */
    @Converter
    public static String toString(TranscriptionJob job) {
        return write(job);
    }

    /** The job's JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(TranscriptionJob job) {
        return write(job).getBytes(StandardCharsets.UTF_8);
    }

    /** The job's JSON in UTF-8. */
    @Converter
    public static InputStream toInputStream(TranscriptionJob job) {
        return new ByteArrayInputStream(toBytes(job));
    }

    /**
     * The job that a JSON text describes.
     *
     * @throws IllegalArgumentException if it is not the JSON of a job
     */
    @Converter
    public static TranscriptionJob toTranscriptionJob(String json) {
        return parse(json);
    }

    /**
     * The job that a JSON text in UTF-8 describes.
     *
     * @throws IllegalArgumentException if it is not the JSON of a job
     */
    @Converter
    public static TranscriptionJob toTranscriptionJob(byte[] json) {
        return parse(new String(json, StandardCharsets.UTF_8));
    }

    /** The status's JSON. */
    @Converter
    public static String toString(JobStatus status) {
        return write(status);
    }

    /** The status's JSON in UTF-8. */
    @Converter
    public static byte[] toBytes(JobStatus status) {
        return write(status).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The repository that a text such as {@code file:./jobs} stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    @Converter
    public static JobRepository toJobRepository(String text) {
        return JdbcJobRepository.of(text);
    }

    static TranscriptionJob parse(String json) {
        try {
            return JSON.readValue(json, TranscriptionJob.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "the body is not the JSON of a TranscriptionJob: " + malformed.getOriginalMessage(), malformed);
        }
    }

    private static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

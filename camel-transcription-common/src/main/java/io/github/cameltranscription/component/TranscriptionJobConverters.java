/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.Converter;

import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.job.TranscriptionJob;

/**
 * Reads jobs from the JSON that they travel as, and makes repositories of texts such as {@code file:./jobs}. A text that is
 * neither is an {@link IllegalArgumentException}.
 */
@Converter(generateLoader = true)
public final class TranscriptionJobConverters {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TranscriptionJobConverters() {}

    @Converter
    public static TranscriptionJob toTranscriptionJob(String json) {
        try {
            return JSON.readValue(json, TranscriptionJob.class);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(
                    "the body is not the JSON of a TranscriptionJob: " + malformed.getOriginalMessage(), malformed);
        }
    }

    @Converter
    public static TranscriptionJob toTranscriptionJob(byte[] json) {
        return toTranscriptionJob(new String(json, StandardCharsets.UTF_8));
    }

    @Converter
    public static JobRepository toJobRepository(String text) {
        return JdbcJobRepository.of(text);
    }
}

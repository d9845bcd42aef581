/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.job.TranscriptionJob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TranscriptionJobConvertersTest extends ComponentTest {

    private static final TranscriptionJob JOB =
            new TranscriptionJob("fake", "job-7", "Запись.mp3", Instant.parse("2026-11-21T10:00:00Z"));
    private static final String JSON = "{\"provider\":\"fake\",\"jobId\":\"job-7\",\"fileName\":\"Запись.mp3\","
            + "\"submittedAt\":\"2026-11-21T10:00:00Z\"}";

    @Test
    void aJobBecomesJsonOfEveryKind() throws IOException {
        assertThat(convert(String.class, JOB)).isEqualTo(JSON);
        assertThat(convert(byte[].class, JOB)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
        try (InputStream stream = convert(InputStream.class, JOB)) {
            assertThat(stream).hasBinaryContent(JSON.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void jsonBecomesTheSameJobAgain() {
        assertThat(convert(TranscriptionJob.class, JSON)).isEqualTo(JOB);
        assertThat(convert(TranscriptionJob.class, JSON.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(JOB);
    }

    @Test
    void whatIsUnknownIsLeftOutOfTheJson() {
        TranscriptionJob job = new TranscriptionJob("fake", "job-7", null, null);

        assertThat(convert(String.class, job)).isEqualTo("{\"provider\":\"fake\",\"jobId\":\"job-7\"}");
        assertThat(convert(TranscriptionJob.class, convert(String.class, job))).isEqualTo(job);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jobId\":", "not JSON", "[]", "{\"submittedAt\":\"yesterday\"}"})
    void whatIsNoJobIsRefusedInWords(String json) {
        assertThatThrownBy(() -> TranscriptionJobConverters.toTranscriptionJob(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the body is not the JSON of a TranscriptionJob");
    }

    @Test
    void aStatusBecomesJsonWithoutTheProvidersWholeAnswer() {
        JobStatus status =
                JobStatus.done("fake", "job-7", "what was said", null).withAttributes(Map.of("CamelFakeCost", 3));

        assertThat(convert(String.class, status))
                .contains("\"state\":\"DONE\"", "\"progress\":100", "\"CamelFakeCost\":3")
                .doesNotContain("what was said");
        assertThat(convert(byte[].class, status))
                .isEqualTo(convert(String.class, status).getBytes(StandardCharsets.UTF_8));
    }

    private <T> T convert(Class<T> type, Object value) {
        return context.getTypeConverter().convertTo(type, value);
    }
}

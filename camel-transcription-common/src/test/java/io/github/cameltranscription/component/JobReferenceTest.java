/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;

import org.apache.camel.Message;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.job.TranscriptionJob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobReferenceTest extends ComponentTest {

    private static final String JSON = " {\"provider\":\"fake\",\"jobId\":\"job-7\",\"fileName\":\"Запись.mp3\","
            + "\"submittedAt\":\"2026-11-21T10:00:00Z\",\"addedInALaterVersion\":true}";
    private static final TranscriptionJob JOB =
            new TranscriptionJob("fake", "job-7", "Запись.mp3", Instant.parse("2026-11-21T10:00:00Z"));

    @TempDir
    Path folder;

    static Stream<Object> forms() {
        byte[] bytes = JSON.getBytes(StandardCharsets.UTF_8);
        return Stream.of(JOB, JSON, bytes, new ByteArrayInputStream(bytes), new InputStreamCache(bytes));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void aJobIsUnderstoodInEveryForm(Object body) {
        assertThat(JobReference.read(message(body, null), "fake")).isEqualTo(JOB);
    }

    @Test
    void theHeaderNamesAJobToo() {
        assertThat(JobReference.read(message(null, " job-9 "), "fake"))
                .isEqualTo(new TranscriptionJob("fake", "job-9", null, null));
    }

    @Test
    void theBodyWinsOverTheHeader() {
        assertThat(JobReference.read(message(JSON, "job-9"), "fake").jobId()).isEqualTo("job-7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a text about something else", "{\"fileName\":\"no id\"}", ""})
    void theHeaderNamesTheJobWhereTheBodyIsNone(String body) {
        assertThat(JobReference.read(message(body, "job-9"), "fake").jobId()).isEqualTo("job-9");
    }

    @Test
    void aRecordingInTheBodyIsNotReadIntoMemory() throws Exception {
        int[] read = new int[1];
        InputStream recording = new InputStream() {
            @Override
            public int read() {
                return read[0]++ < 5_000_000 ? '{' : -1;
            }
        };

        assertThat(JobReference.read(message(recording, "job-9"), "fake").jobId())
                .isEqualTo("job-9");
        assertThat(read[0]).isLessThan(1_000_000);

        Path file = Files.write(folder.resolve("talk.mp3"), new byte[10_000_000]);
        assertThat(JobReference.read(message(file.toFile(), "job-9"), "fake").jobId())
                .isEqualTo("job-9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job\r\nX-Evil: 1", "../../etc/passwd", "..", "a/b", "a\\b", "jo\u2028b", "\u001b[31m"})
    void anIdThatCouldLeaveItsPlaceInAnAddressOrAFileNameIsRefused(String jobId) {
        assertThatThrownBy(() -> JobReference.read(message("text", jobId), "fake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no control or invisible characters or slashes");
        assertThatThrownBy(() ->
                        JobReference.read(message(new TranscriptionJob("fake", jobId, null, null), "job-9"), "fake"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMessageThatNamesNoJobSaysWhatToSend() {
        assertThatThrownBy(() -> JobReference.read(message("text", null), "fake"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the message names no job: send the TranscriptionJob that submit replied with (or its JSON),"
                                + " or set the header CamelTranscriptionJobId");
    }

    private Message message(Object body, String header) {
        Message message = exchange(body).getMessage();
        if (header != null) {
            message.setHeader(TranscriptionConstants.JOB_ID, header);
        }
        return message;
    }
}

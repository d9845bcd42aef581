/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobInProgressException;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code jobKey=content}. */
class ContentKeyTest extends ComponentTest {

    private static final String BY_CONTENT = "?jobRepository=#jobs&jobKey=content";
    private static final String TRANSCRIBE = "fake:transcribe" + BY_CONTENT;

    @TempDir
    Path folder;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private String keyOf(String uri, Object body) {
        // The previous exchange may not have released the record yet.
        Exchange exchange = Awaitility.await()
                .until(() -> send(uri, body), sent -> !(sent.getException() instanceof JobInProgressException));
        return Node.succeeded(exchange).getMessage().getHeader(TranscriptionConstants.JOB_KEY, String.class);
    }

    @Test
    void theSameRecordingUnderTwoNamesAndInTwoFormsIsBoughtOnce() throws IOException {
        String key = keyOf(TRANSCRIBE, file("talk.mp3", RECORDING));

        assertThat(key).startsWith("sha256:").hasSize("sha256:".length() + 64);
        assertThat(keyOf(TRANSCRIBE, file("same.wav", RECORDING).toFile())).isEqualTo(key);
        assertThat(keyOf(TRANSCRIBE, RECORDING.clone())).isEqualTo(key);
        assertThat(keyOf("fake:submit" + BY_CONTENT, RECORDING)).isEqualTo(key);
        assertThat(cloud.submissions()).containsExactly("talk.mp3");
    }

    @Test
    void anotherRecordingUnderTheSameNameIsAnotherJob() throws IOException {
        String key = keyOf(TRANSCRIBE, file("talk.mp3", RECORDING));

        assertThat(keyOf(TRANSCRIBE, file("talk.mp3", OTHER_RECORDING))).isNotEqualTo(key);
        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void whatChangesTheResultChangesTheKey() {
        String key = keyOf(TRANSCRIBE, RECORDING);

        assertThat(keyOf(TRANSCRIBE + "&param.language=ru", RECORDING)).isNotEqualTo(key);
        assertThat(keyOf(TRANSCRIBE + "&param.language=en", RECORDING)).isNotEqualTo(key);
        assertThat(cloud.submissions()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"&jobTimeout=60000", "&outputFormat=SRT", "&maxInFlight=7", "&param.status.verbose=1"})
    void whatDoesNotChangeTheResultDoesNot(String option) {
        assertThat(keyOf(TRANSCRIBE + option, RECORDING)).isEqualTo(keyOf(TRANSCRIBE, RECORDING));
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void theHeaderWins() {
        Exchange exchange = send(TRANSCRIBE, RECORDING, Map.of(TranscriptionConstants.JOB_KEY, "mine"));

        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.JOB_KEY))
                .isEqualTo("mine");
    }

    @Test
    void whatHasNoContentToReadIsRefusedWithTheFixAndNothingIsSent() {
        context.setStreamCaching(false);

        assertRefused(
                new ByteArrayInputStream(RECORDING) {},
                "jobKey=content",
                "send a file or bytes, or turn on stream caching",
                TranscriptionConstants.JOB_KEY);
        assertRefused(URI.create("https://example.org/talk.mp3"), "download it first", TranscriptionConstants.JOB_KEY);
        assertRefused(folder.resolve("gone.mp3"), "gone.mp3");
        assertThat(cloud.submissions()).isEmpty();
    }

    private void assertRefused(Object body, String... words) {
        assertFailed(send(TRANSCRIBE, body), ErrorCategory.INVALID_REQUEST, null, words);
    }
}

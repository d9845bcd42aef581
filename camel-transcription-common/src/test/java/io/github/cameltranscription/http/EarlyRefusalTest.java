/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;

class EarlyRefusalTest extends HttpTest {

    private static final int LARGE = 64 * 1024 * 1024;
    private static final ApiRequest SUBMISSION = ApiRequest.post("transcribe", null, "/jobs");

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "402, INSUFFICIENT_BALANCE", "413, PAYLOAD_TOO_LARGE"})
    void aServerThatAnswersInTheMiddleAndReadsOnIsHeardLongBeforeTheEnd(int status, ErrorCategory category)
            throws IOException {
        CompletableFuture<Integer> readAfterwards = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {
            connection.readHead();
            connection.read(100_000);
            connection.answer(status, "{\"detail\":\"no\"}", "Connection: close");
            connection.socket().shutdownOutput();
            int count = 0;
            try {
                for (int read = connection.read(64 * 1024).length; read > 0; read = connection.read(64 * 1024).length) {
                    count += read;
                }
            } finally {
                readAfterwards.complete(count);
            }
        })) {
            TranscriptionException failure = refusalOf(
                    client(transport(), server.url()).upload(SUBMISSION, form(new byte[LARGE], "a.mp3"), LONG));

            assertThat(failure)
                    .returns(category, TranscriptionException::getCategory)
                    .returns(status, TranscriptionException::getHttpStatus)
                    .returns("no", TranscriptionException::getProviderMessage);
            assertThat(valueOf(readAfterwards)).isLessThan(LARGE / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "413, PAYLOAD_TOO_LARGE"})
    void aServerThatAnswersInTheMiddleAndClosesIsHeardToo(int status, ErrorCategory category) throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readHead();
            connection.read(100_000);
            connection.answer(status, "{\"detail\":\"no\"}", "Connection: close");
            connection.close();
        })) {
            for (int i = 0; i < 10; i++) {
                TranscriptionException failure = refusalOf(
                        client(transport(), server.url()).upload(SUBMISSION, form(new byte[LARGE], "a.mp3"), LONG));

                assertThat(failure.getCategory()).as(failure.toString()).isEqualTo(category);
            }
        }
    }

    @Test
    void aServerThatClosesInTheMiddleWithoutAWordLeavesItUncertain() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readHead();
            connection.read(100_000);
            connection.close();
        })) {
            TranscriptionException failure = refusalOf(
                    client(transport(), server.url()).upload(SUBMISSION, form(new byte[LARGE], "a.mp3"), LONG));

            assertThat(failure.getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
        }
    }

    @Test
    void theConnectionOfARefusedUploadIsNotUsedAgain() throws IOException {
        try (RawServer server = new RawServer(
                connection -> {
                    connection.readHead();
                    connection.read(100_000);
                    connection.answer(413, "{\"detail\":\"no\"}");
                    connection.hang();
                },
                connection -> {
                    connection.readRequest();
                    connection.answer(200, "{}");
                })) {
            ProviderClient client = client(transport(), server.url());
            refusalOf(client.upload(SUBMISSION, form(new byte[LARGE], "a.mp3"), LONG));

            assertThat(valueOf(client.upload(SUBMISSION, form(new byte[10], "a.mp3"), LONG))
                            .status())
                    .isEqualTo(200);
        }
    }
}

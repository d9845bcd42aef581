/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

import static org.assertj.core.api.Assertions.assertThat;

class UploadTest extends HttpTest {

    private static final byte[] RECORDING = randomBytes(300_000);

    @TempDir
    Path folder;

    private static final int LARGE = 64 * 1024 * 1024;

    private static final ApiRequest SUBMISSION = ApiRequest.post("transcribe", null, "/jobs");

    private static byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private record Received(String head, byte[] body) {}

    private Received uploaded(Object recording) throws IOException {
        AtomicReference<byte[]> body = new AtomicReference<>();
        try (RawServer server = new RawServer(connection -> {
            body.set(connection.readRequest());
            connection.answer(200, "{\"id\":\"job-1\"}", "X-Trace: 7");
        })) {
            HttpAnswer answer = valueOf(
                    transport().upload(post(server.url() + "/jobs?language=ru", null), form(recording, "a.mp3"), LONG));

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text()).isEqualTo("{\"id\":\"job-1\"}");
            assertThat(answer.header("x-trace")).isEqualTo("7");
            assertThat(answer.headers().toString()).doesNotContain(SECRET);
            assertThat(server.requests()).hasSize(1);
            return new Received(server.requests().get(0), body.get());
        }
    }

    private static void assertWhole(Received received) {
        assertThat(received.head())
                .startsWith("POST /jobs?language=ru HTTP/1.1\r\n")
                .contains("\r\nAuthorization: Bearer " + SECRET + "\r\n")
                .contains("\r\nContent-Type: multipart/form-data; boundary=");
        String body = new String(received.body(), StandardCharsets.ISO_8859_1);
        assertThat(body).contains("\r\n\r\n" + new String(RECORDING, StandardCharsets.ISO_8859_1) + "\r\n--");
    }

    @Test
    void aFileIsSentWithItsLength() throws IOException {
        Received received =
                uploaded(Files.write(folder.resolve("a.mp3"), RECORDING).toFile());

        assertWhole(received);
        assertThat(received.head())
                .contains("\r\nContent-Length: " + received.body().length + "\r\n")
                .doesNotContain("chunked");
    }

    @Test
    void bytesAreSentWithTheirLength() throws IOException {
        Received received = uploaded(RECORDING);

        assertWhole(received);
        assertThat(received.head()).contains("\r\nContent-Length: " + received.body().length + "\r\n");
    }

    @Test
    void aStreamIsSentInChunks() throws IOException {
        Received received = uploaded(new ByteArrayInputStream(RECORDING));

        assertWhole(received);
        assertThat(received.head())
                .contains("\r\nTransfer-Encoding: chunked\r\n")
                .doesNotContain("Content-Length");
    }

    @Test
    void aStreamIsNotSentASecondTime() throws IOException {
        try (RawServer server = RawServer.answering(503, "{}", "Retry-After: 1")) {
            ProviderClient client = client(transport(), server.url());
            MultipartForm once = form(new ByteArrayInputStream(RECORDING), "a.mp3");
            ApiRequest request = ApiRequest.post("transcribe", null, "/jobs");

            assertThat(refusalOf(client.upload(request, once, LONG)).getCategory())
                    .isEqualTo(ErrorCategory.RATE_LIMITED);
            TranscriptionException second = refusalOf(client.upload(request, once, LONG));

            assertThat(second)
                    .returns(ErrorCategory.INVALID_REQUEST, TranscriptionException::getCategory)
                    .hasMessageContaining("the stream has been read already and cannot be sent again");
            assertThat(server.requests())
                    .filteredOn(head -> head.startsWith("POST"))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aSourceThatBreaksInTheMiddleIsTheMessagesFaultAndNotUncertain() throws IOException {
        InputStream broken = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ > 200_000) {
                    throw new IOException("the disk is gone");
                }
                return 7;
            }
        };
        try (RawServer server = new RawServer(RawServer.Connection::readRequest)) {
            TranscriptionException failure = refusalOf(client(transport(), server.url())
                    .upload(ApiRequest.post("transcribe", null, "/jobs"), form(broken, "a.mp3"), LONG));

            assertThat(failure)
                    .returns(ErrorCategory.INVALID_REQUEST, TranscriptionException::getCategory)
                    .hasMessageContaining("the disk is gone");
        }
    }

    @Test
    void aFileThatVanishesBeforeTheUploadIsTheMessagesFault() throws IOException {
        Path file = Files.write(folder.resolve("a.mp3"), RECORDING);
        MultipartForm form = form(file, "a.mp3");
        Files.delete(file);
        try (RawServer server = new RawServer(RawServer.Connection::readRequest)) {
            TranscriptionException failure = refusalOf(
                    client(transport(), server.url()).upload(ApiRequest.post("transcribe", null, "/jobs"), form, LONG));

            assertThat(failure.getCategory()).isEqualTo(ErrorCategory.INVALID_REQUEST);
        }
    }

    @Test
    void aRefusedConnectionHasCertainlyNotTakenTheRecording() throws IOException {
        RawServer gone = new RawServer(RawServer.Connection::hang);
        gone.close();

        TranscriptionException failure = refusalOf(client(transport(), gone.url())
                .upload(ApiRequest.post("transcribe", null, "/jobs"), form(RECORDING, "a.mp3"), LONG));

        assertThat(failure.getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
        assertThat(failure.getVerdict()).isEqualTo(Verdict.REJECTED);
    }

    @Test
    void aConnectionThatBreaksAfterTheUploadLeavesItUncertainAndNothingIsSentAgain() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.reset();
        })) {
            TranscriptionException failure = refusalOf(client(transport(), server.url())
                    .upload(ApiRequest.post("transcribe", null, "/jobs"), form(RECORDING, "a.mp3"), LONG));

            assertThat(failure.getCategory()).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
            assertThat(failure.getVerdict()).isEqualTo(Verdict.UNCERTAIN);
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void aConnectionThatTheServerHasClosedMeanwhileCostsNoSubmission() throws IOException {
        try (RawServer server = new RawServer(
                connection -> {
                    connection.readRequest();
                    connection.answer(200, "{}");
                },
                connection -> {
                    connection.readRequest();
                    connection.answer(200, "{\"second\":true}");
                })) {
            HttpTransport transport = transport();
            HttpCall call = post(server.url() + "/jobs", null);
            valueOf(transport.upload(call, form(RECORDING, "a.mp3"), LONG));
            Awaitility.await().until(() -> server.connections().get(0).socket().isClosed());

            HttpAnswer second = valueOf(transport.upload(call, form(RECORDING, "a.mp3"), LONG));

            assertThat(second.text()).isEqualTo("{\"second\":true}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 308})
    void aRecordingIsNotSentAgainToWhereARedirectPoints(int status) throws IOException {
        try (RawServer server = RawServer.answering(status, "{}", "Location: /elsewhere")) {
            HttpAnswer answer =
                    valueOf(transport().upload(post(server.url() + "/jobs", null), form(RECORDING, "a.mp3"), LONG));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void fieldsGoBeforeTheRecording() throws IOException {
        AtomicReference<byte[]> body = new AtomicReference<>();
        try (RawServer server = new RawServer(connection -> {
            body.set(connection.readRequest());
            connection.answer(200, "{}");
        })) {
            MultipartForm form =
                    new MultipartForm(Map.of("model", "большая"), "audio", recording(RECORDING, "запись.mp3"));

            valueOf(transport()
                    .upload(
                            new HttpCall("POST", URI.create(server.url()), Map.of(), null, AnswerKind.SMALL),
                            form,
                            LONG));

            assertThat(new String(body.get(), StandardCharsets.UTF_8))
                    .containsSubsequence(
                            "Content-Disposition: form-data; name=\"model\"\r\n\r\nбольшая\r\n",
                            "Content-Disposition: form-data; name=\"audio\"; filename=\"запись.mp3\"\r\n");
        }
    }

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

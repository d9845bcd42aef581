/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.audio.AudioUpload;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

class UploadTest extends HttpTest {

    private static final byte[] RECORDING = randomBytes(300_000);

    @TempDir
    Path folder;

    private static final int LARGE = 64 * 1024 * 1024;

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
            HttpAnswer answer =
                    valueOf(transport().upload(post(server.url() + "/jobs?language=ru", null), form(recording), LONG));

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

    /** A proxy adds its own Retry-After to that of the provider. */
    @Test
    void aHeaderThatComesTwiceHasItsFirstValue() {
        try (RawServer server = RawServer.answering(503, "{}", "Retry-After: 1", "Retry-After: 2")) {
            HttpCall call = post(server.url() + "/jobs", null);

            HttpAnswer answer = valueOf(transport().upload(call, form(RECORDING), LONG));

            assertThat(answer.header("Retry-After")).isEqualTo("1");
        }
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
    void aStreamIsNotSentASecondTime() {
        try (RawServer server = RawServer.answering(503, "{}", "Retry-After: 1")) {
            ProviderClient client = client(server);
            MultipartForm once = form(new ByteArrayInputStream(RECORDING));

            assertThat(refusalOf(client.upload(SUBMISSION, once, LONG)).getCategory())
                    .isEqualTo(ErrorCategory.RATE_LIMITED);
            assertThat(refusalOf(client.upload(SUBMISSION, once, LONG)))
                    .returns(ErrorCategory.INVALID_REQUEST, TranscriptionException::getCategory)
                    .hasMessageContaining("the stream has been read already and cannot be sent again");
            assertThat(server.requests())
                    .filteredOn(head -> head.startsWith("POST"))
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 200_000})
    void aSourceThatBreaksInTheMiddleIsTheMessagesFaultAndNoWholeRequest(int bytes) {
        InputStream rest = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the disk is gone");
            }
        };
        AtomicInteger whole = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            whole.incrementAndGet();
        })) {
            for (int uploads = 0; uploads < 10; uploads++) {
                InputStream broken = new SequenceInputStream(new ByteArrayInputStream(new byte[bytes]), rest);

                assertThat(refusalOf(client(server).upload(SUBMISSION, form(broken), LONG)))
                        .returns(ErrorCategory.INVALID_REQUEST, TranscriptionException::getCategory)
                        .hasMessageContaining("the disk is gone");
            }
        }
        assertThat(whole).hasValue(0);
    }

    @Test
    void aFileThatVanishesBeforeTheUploadIsTheMessagesFault() throws IOException {
        Path file = Files.write(folder.resolve("a.mp3"), RECORDING);
        MultipartForm form = form(file);
        Files.delete(file);
        try (RawServer server = new RawServer(RawServer.Connection::readRequest)) {
            assertThat(refusalOf(client(server).upload(SUBMISSION, form, LONG)).getCategory())
                    .isEqualTo(ErrorCategory.INVALID_REQUEST);
        }
    }

    @Test
    void aRefusedConnectionHasCertainlyNotTakenTheRecording() {
        assertThat(refusalOf(client(transport(), RawServer.closedUrl()).upload(SUBMISSION, form(), LONG)))
                .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                .returns(Verdict.REJECTED, TranscriptionException::getVerdict);
    }

    @Test
    void aConnectionThatBreaksAfterTheUploadLeavesItUncertainAndNothingIsSentAgain() {
        try (RawServer server = new RawServer(RawServer::lose)) {
            assertThat(refusalOf(client(server).upload(SUBMISSION, form(RECORDING), LONG)))
                    .returns(ErrorCategory.UNCERTAIN_SUBMISSION, TranscriptionException::getCategory)
                    .returns(Verdict.UNCERTAIN, TranscriptionException::getVerdict);
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void aConnectionThatTheServerHasClosedBeforeTheNextUploadCostsNoSubmission() {
        try (RawServer server = new RawServer(
                connection -> {
                    connection.readRequest();
                    connection.answer(200, "{}");
                },
                RawServer.answers(200, "{\"second\":true}"))) {
            HttpTransport transport = transport();
            HttpCall call = post(server.url() + "/jobs", null);
            valueOf(transport.upload(call, form(RECORDING), LONG));
            Awaitility.await().until(() -> server.connections().get(0).socket().isClosed());

            HttpAnswer second = valueOf(transport.upload(call, form(RECORDING), LONG));

            assertThat(second.text()).isEqualTo("{\"second\":true}");
        }
    }

    @Test
    void anUnaskedAnswerIsNotTheAnswerToTheNextSubmission() {
        AtomicInteger jobs = new AtomicInteger();
        try (RawServer server = new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                connection.answer(200, "{\"id\":" + jobs.incrementAndGet() + "}");
                connection.answer(200, "{\"id\":\"unasked\"}");
            }
        })) {
            ProviderClient client = client(server);
            for (int i = 1; i < 6; i += 2) {
                assertThat(valueOf(client.upload(SUBMISSION, form(), LONG)).text())
                        .isEqualTo("{\"id\":" + i + "}");
                assertThat(valueOf(client.submit(LINK_SUBMISSION)).text()).isEqualTo("{\"id\":" + (i + 1) + "}");
            }
            assertThat(server.connections()).hasSize(6);
        }
    }

    @Test
    void fieldsGoBeforeTheRecording() {
        AtomicReference<byte[]> body = new AtomicReference<>();
        try (RawServer server = new RawServer(connection -> {
            body.set(connection.readRequest());
            connection.answer(200, "{}");
        })) {
            AudioUpload recording = recording(RECORDING, "запись.mp3");

            valueOf(client(server)
                    .upload(SUBMISSION, new MultipartForm(Map.of("model", "большая"), "audio", recording), LONG));

            assertThat(new String(body.get(), StandardCharsets.UTF_8))
                    .containsSubsequence(
                            "Content-Disposition: form-data; name=\"model\"\r\n\r\nбольшая\r\n",
                            "Content-Disposition: form-data; name=\"audio\"; filename=\"запись.mp3\"\r\n");
        }
    }

    /** Reads a beginning of the recording, and answers before its end. */
    private static void answerInTheMiddle(RawServer.Connection connection, int status) throws IOException {
        connection.readHead();
        connection.read(100_000);
        connection.answer(status, "{\"detail\":\"no\"}", "Connection: close");
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "402, INSUFFICIENT_BALANCE", "413, PAYLOAD_TOO_LARGE"})
    void aServerThatAnswersInTheMiddleAndReadsOnIsHeardLongBeforeTheEnd(int status, ErrorCategory category) {
        CompletableFuture<Integer> readAfterwards = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {
            answerInTheMiddle(connection, status);
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
            assertThat(refusalOf(client(server).upload(SUBMISSION, form(new byte[LARGE]), LONG)))
                    .returns(category, TranscriptionException::getCategory)
                    .returns(status, TranscriptionException::getHttpStatus)
                    .returns("no", TranscriptionException::getProviderMessage);
            assertThat(valueOf(readAfterwards)).isLessThan(LARGE / 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"401, AUTHENTICATION", "413, PAYLOAD_TOO_LARGE"})
    void aServerThatAnswersInTheMiddleAndClosesIsHeardToo(int status, ErrorCategory category) {
        try (RawServer server = new RawServer(connection -> answerInTheMiddle(connection, status))) {
            for (int i = 0; i < 10; i++) {
                assertThat(refusalOf(client(server).upload(SUBMISSION, form(new byte[LARGE]), LONG)))
                        .returns(category, TranscriptionException::getCategory);
            }
        }
    }

    @Test
    void aServerThatClosesInTheMiddleWithoutAWordLeavesItUncertain() {
        try (RawServer server = new RawServer(connection -> {
            connection.readHead();
            connection.read(100_000);
        })) {
            assertThat(refusalOf(client(server).upload(SUBMISSION, form(new byte[LARGE]), LONG))
                            .getCategory())
                    .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
        }
    }

    @Test
    void theConnectionOfARefusedUploadIsNotUsedAgain() {
        try (RawServer server = new RawServer(
                connection -> {
                    connection.readHead();
                    connection.read(100_000);
                    connection.answer(413, "{\"detail\":\"no\"}");
                    connection.hang();
                },
                RawServer.answers(200, "{}"))) {
            ProviderClient client = client(server);
            refusalOf(client.upload(SUBMISSION, form(new byte[LARGE]), LONG));

            assertThat(valueOf(client.upload(SUBMISSION, form(), LONG)).status())
                    .isEqualTo(200);
        }
    }

    /** A source that is still written is picked up early, and HttpClient leaves out what exceeds the Content-Length. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1_000, 299_999, 300_001, 900_000})
    void aRecordingThatChangesAfterItsLengthWasReadIsNotSentInPart(int length) throws IOException {
        Path recording = Files.write(folder.resolve("growing.wav"), RECORDING);
        MultipartForm form = form(recording.toFile());
        Files.write(recording, Arrays.copyOf(RECORDING, length));
        AtomicReference<Object> received = new AtomicReference<>();
        try (RawServer server = new RawServer(connection -> {
            received.set(connection.readRequest());
            connection.answer(200, "{\"id\":\"job-1\"}");
        })) {
            TranscriptionException refusal = refusalOf(client(server).upload(SUBMISSION, form, LONG));

            assertThat(refusal)
                    .returns(ErrorCategory.INVALID_REQUEST, TranscriptionException::getCategory)
                    .hasMessageContaining("300000 bytes");
        }
        assertThat(received.get()).isNull();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DownloadTest extends HttpTest {

    private static final ApiRequest FILE = ApiRequest.get("download", "job-1", "/jobs/{jobId}/file");

    @Test
    void theFirstBytesCanBeReadBeforeTheServerHasSentTheLast() throws IOException {
        CountDownLatch firstBytesAreRead = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nfirst");
            firstBytesAreRead.await();
            connection.send(" last");
        })) {
            try (StreamedAnswer answer =
                    valueOf(client(transport(), server.url()).download(FILE))) {
                assertThat(new String(answer.body().readNBytes(5), StandardCharsets.UTF_8))
                        .isEqualTo("first");
                firstBytesAreRead.countDown();
                assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(" last");
            }
            assertThat(server.requests()).singleElement().asString().startsWith("GET /jobs/job-1/file HTTP/1.1");
        }
    }

    @Test
    void anAnswerThatIsReadToItsEndGivesItsConnectionBack() throws IOException {
        try (RawServer server = RawServer.answering(200, "subtitles")) {
            ProviderClient client = client(transport(), server.url());
            for (int i = 0; i < 20; i++) {
                try (StreamedAnswer answer = valueOf(client.download(FILE))) {
                    assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                            .isEqualTo("subtitles");
                }
            }
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatIsClosedUnreadGivesItsConnectionBackToo() throws IOException {
        try (RawServer server = RawServer.answering(200, "subtitles")) {
            ProviderClient client = client(transport(), server.url());
            for (int i = 0; i < 20; i++) {
                valueOf(client.download(FILE)).close();
            }
            assertThat(server.requests()).hasSize(20);
        }
    }

    @Test
    void aRefusalIsAnErrorWithTheJobsId() throws IOException {
        try (RawServer server = RawServer.answering(404, "{\"detail\":\"Task not found\"}")) {
            TranscriptionException failure =
                    refusalOf(client(transport(), server.url()).download(FILE));

            assertThat(failure)
                    .returns(ErrorCategory.JOB_NOT_FOUND, TranscriptionException::getCategory)
                    .returns("Task not found", TranscriptionException::getProviderMessage)
                    .returns("job-1", TranscriptionException::getJobId);
        }
    }

    @Test
    void anEmptyFileIsAnEmptyStream() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            try (StreamedAnswer answer =
                    valueOf(client(transport(), server.url()).download(FILE))) {
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    @Test
    void aSilentServerIsGivenUpAndCanBeAskedAgain() throws IOException {
        try (RawServer server = new RawServer(RawServer.Connection::hang)) {
            TranscriptionException failure =
                    refusalOf(client(transport(SHORT), server.url()).download(FILE));

            assertThat(failure)
                    .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                    .returns("job-1", TranscriptionException::getJobId);
        }
    }

    @Test
    void aServerThatStopsInTheMiddleBreaksTheStreamInsteadOfHangingIt() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
            connection.hang();
        })) {
            StreamedAnswer answer =
                    valueOf(client(transport(SHORT), server.url()).download(FILE));

            assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theAnswerSaysNothingOfTheCredentialsItWasAskedForWith() throws IOException {
        try (RawServer server = RawServer.answering(200, "subtitles")) {
            try (StreamedAnswer answer =
                    valueOf(client(transport(), server.url()).download(FILE))) {
                assertThat(answer.headers().toString()).doesNotContain(SECRET);
                assertThat(answer.toString()).doesNotContain(SECRET).isEqualTo("HTTP 200, streamed");
            }
        }
    }
}

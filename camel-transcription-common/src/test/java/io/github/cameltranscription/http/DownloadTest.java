/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DownloadTest extends HttpTest {

    private static StreamedAnswer download(ProviderClient client) {
        return valueOf(client.download(STATUS));
    }

    @Test
    void theFirstBytesCanBeReadBeforeTheServerHasSentTheLast() throws IOException {
        CountDownLatch firstBytesAreRead = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\nfirst");
            firstBytesAreRead.await();
            connection.send(" last");
        })) {
            try (StreamedAnswer answer = download(client(server))) {
                assertThat(answer.body().readNBytes(5)).asString().isEqualTo("first");
                firstBytesAreRead.countDown();
                assertThat(answer.body()).hasContent(" last");
            }
            assertThat(server.requests()).singleElement().asString().startsWith("GET /jobs/job-1 HTTP/1.1");
        }
    }

    @Test
    void anAnswerThatIsReadToItsEndGivesItsPlaceBack() throws IOException {
        try (RawServer server = RawServer.answering(200, "subtitles")) {
            ProviderClient client = client(server);
            for (int i = 0; i < 20; i++) {
                try (StreamedAnswer answer = download(client)) {
                    assertThat(answer.body().readAllBytes()).asString().isEqualTo("subtitles");
                }
            }
            assertThat(server.requests()).hasSize(20);
        }
    }

    @Test
    void anAnswerThatIsClosedUnreadGivesItsPlaceBackToo() throws IOException {
        try (RawServer server = RawServer.answering(200, "subtitles")) {
            ProviderClient client = client(server);
            for (int i = 0; i < 20; i++) {
                download(client).close();
            }
            assertThat(server.requests()).hasSize(20);
        }
    }

    @Test
    void aRefusalIsAnErrorWithTheJobsId() {
        try (RawServer server = RawServer.answering(404, "{\"detail\":\"Task not found\"}")) {
            assertThat(refusalOf(client(server).download(STATUS)))
                    .returns(ErrorCategory.JOB_NOT_FOUND, TranscriptionException::getCategory)
                    .returns("Task not found", TranscriptionException::getProviderMessage)
                    .returns("job-1", TranscriptionException::getJobId);
        }
    }

    @Test
    void anEmptyFileIsAnEmptyStream() throws IOException {
        try (RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                });
                StreamedAnswer answer = download(client(server))) {
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    void anAnswerWithoutContentIsNoFile() {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            assertThat(refusalOf(client(server).download(STATUS)))
                    .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory);
        }
    }

    @Test
    void aSilentServerIsGivenUpAndCanBeAskedAgain() {
        try (RawServer server = new RawServer(RawServer.Connection::hang)) {
            assertThat(refusalOf(client(server, SHORT).download(STATUS)))
                    .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                    .returns("job-1", TranscriptionException::getJobId);
        }
    }

    @Test
    void aServerThatStopsInTheMiddleBreaksTheStreamInsteadOfHangingIt() {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
            connection.hang();
        })) {
            // Enough for the head on a busy machine.
            StreamedAnswer answer = download(client(server, Duration.ofSeconds(1)));

            assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void theAnswerSaysNothingOfTheCredentialsOfItsRequest() throws IOException {
        try (RawServer server = RawServer.answering(200, "subtitles");
                StreamedAnswer answer = download(client(server))) {
            assertThat(answer.headers().toString()).doesNotContain(SECRET);
            assertThat(answer).hasToString("HTTP 200, streamed");
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.testing.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

class ControlLaneTest extends HttpTest {

    @Test
    void headersAndJsonArriveAsGiven() {
        byte[][] body = new byte[1][];
        try (RawServer server = new RawServer(connection -> {
            body[0] = connection.readRequest();
            connection.answer(200, "{}");
        })) {
            valueOf(transport().send(post(server.url() + "/jobs?language=ru", "{\"name\":\"Иван\"}")));

            assertThat(server.requests()).singleElement().satisfies(head -> assertThat(head)
                    .startsWith("POST /jobs?language=ru HTTP/1.1\r\n")
                    .contains("\r\nAuthorization: Bearer " + SECRET + "\r\n")
                    .containsIgnoringCase("\r\nContent-Type: application/json"));
            assertThat(body[0]).asString().isEqualTo("{\"name\":\"Иван\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 202, 302, 404, 409, 429, 500, 503})
    void everyStatusIsAnAnswerAndTheClientItselfNeitherFollowsARedirectNorTriesAgain(int status) {
        String[] headers = {"X-Trace: 7", "X-Trace: 8", "Location: /elsewhere", "Retry-After: 0"};
        try (RawServer server = RawServer.answering(status, "{\"detail\":\"Привет\"}", headers)) {
            HttpAnswer answer = valueOf(transport().send(get(server.url() + "/jobs/1")));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo("{\"detail\":\"Привет\"}");
            assertThat(answer.header("x-TRACE")).isEqualTo("7");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void anEmptyAnswerHasAnEmptyBody() {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            assertThat(valueOf(transport().send(get(server.url()))).body()).isEmpty();
        }
    }

    @Test
    void aServerThatStaysSilentIsGivenUpAfterTheResponseTimeoutAndMayHaveTheRequest() {
        try (RawServer server = new RawServer(RawServer.Connection::hang)) {
            assertNoAnswer(transport(SHORT), get(server.url()), false);
        }
    }

    /** On used connections too, which HttpClient itself does not free. */
    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"})
    void requestsThatAreGivenUpFreeTheirConnections(String beginning) {
        AtomicBoolean hanging = new AtomicBoolean();
        try (RawServer server = new RawServer(connection -> {
            while (true) {
                connection.readRequest();
                if (hanging.get()) {
                    connection.send(beginning);
                    connection.hang();
                }
                connection.answer(200, "{}");
            }
        })) {
            HttpTransport transport = transport(SHORT);
            Supplier<List<CompletableFuture<HttpAnswer>>> twenty = () -> IntStream.range(0, 20)
                    .mapToObj(number -> transport.send(get(server.url())).toCompletableFuture())
                    .toList();
            twenty.get().forEach(HttpTest::valueOf);
            hanging.set(true);

            twenty.get().forEach(HttpTest::failureOf);

            hanging.set(false);
            twenty.get().forEach(HttpTest::valueOf);
        }
    }

    @Test
    void aRefusedConnectionHasCertainlyNotCarriedTheRequest() {
        assertNoAnswer(transport(), get(RawServer.closedUrl()), true);
    }

    @Test
    void anUnknownHostHasCertainlyNotReceivedTheRequest() {
        assertNoAnswer(transport(), get("http://no-such-host.invalid/"), true);
    }

    @Test
    void aResetConnectionMayHaveCarriedTheRequestAndItIsNotSentAgain() {
        try (RawServer server = new RawServer(RawServer::lose)) {
            assertNoAnswer(transport(), post(server.url(), "{}"), false);
            assertThat(server.requests()).hasSize(1);
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void aRequestAfterTheEndIsAFailureAndNothingIsSent() {
        try (RawServer server = RawServer.answering(200, "{}")) {
            HttpTransport transport = transport();
            pool.giveBack(transport);

            assertNoAnswer(transport, get(server.url()), true);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void allRequestsThatWaitForAConnectionEndWhenTheTransportIsClosed() {
        try (RawServer server = new RawServer(RawServer.Connection::hang)) {
            HttpTransport transport = transport();
            CompletableFuture<?>[] answers = IntStream.range(0, 5_000)
                    .mapToObj(number -> transport.send(get(server.url() + "/" + number)))
                    .toArray(CompletableFuture[]::new);
            Awaitility.await().until(() -> server.connections().size() == 8);

            pool.giveBack(transport);

            assertThat(failureOf(CompletableFuture.allOf(answers))).isInstanceOf(NoAnswerException.class);
        }
    }

    private static void assertNoAnswer(HttpTransport transport, HttpCall call, boolean neverSent) {
        assertThat(failureOf(transport.send(call)))
                .isInstanceOfSatisfying(NoAnswerException.class, noAnswer -> assertThat(noAnswer.isNeverSent())
                        .isEqualTo(neverSent));
    }
}

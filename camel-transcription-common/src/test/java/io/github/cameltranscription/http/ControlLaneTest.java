/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ControlLaneTest extends HttpTest {

    @Test
    void headersAndJsonArriveAsGiven() throws IOException {
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
    void everyStatusIsAnAnswer(int status) throws IOException {
        try (RawServer server = RawServer.answering(status, "{\"detail\":\"Привет\"}", "X-Trace: 7", "X-Trace: 8")) {
            HttpAnswer answer = valueOf(transport().send(get(server.url() + "/jobs/1")));

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.text()).isEqualTo("{\"detail\":\"Привет\"}");
            assertThat(answer.header("x-TRACE")).isEqualTo("7");
        }
    }

    @Test
    void anEmptyAnswerHasAnEmptyBody() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 204 No Content\r\n\r\n");
        })) {
            assertThat(valueOf(transport().send(get(server.url()))).body()).isEmpty();
        }
    }

    @Test
    void aServerThatStaysSilentIsGivenUpAfterTheResponseTimeoutAndMayHaveTheRequest() throws IOException {
        try (RawServer server = new RawServer(RawServer.Connection::hang)) {
            Throwable failure = failureOf(transport(SHORT).send(get(server.url())));

            assertThat(failure)
                    .isInstanceOfSatisfying(NoAnswerException.class, noAnswer -> assertThat(noAnswer.isNeverSent())
                            .isFalse());
        }
    }

    @Test
    void aRefusedConnectionHasCertainlyNotCarriedTheRequest() throws IOException {
        int nobodyListens;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodyListens = free.getLocalPort();
        }

        Throwable failure = failureOf(transport().send(get("http://localhost:" + nobodyListens)));

        assertThat(failure)
                .isInstanceOfSatisfying(NoAnswerException.class, noAnswer -> assertThat(noAnswer.isNeverSent())
                        .isTrue());
    }

    @Test
    void anUnknownHostHasCertainlyNotGotTheRequest() {
        Throwable failure = failureOf(transport().send(get("http://no-such-host.invalid/")));

        assertThat(failure)
                .isInstanceOfSatisfying(NoAnswerException.class, noAnswer -> assertThat(noAnswer.isNeverSent())
                        .isTrue());
    }

    @Test
    void aResetConnectionMayHaveCarriedTheRequestAndItIsNotSentAgain() throws IOException {
        try (RawServer server = new RawServer(connection -> {
            connection.readHead();
            connection.reset();
        })) {
            Throwable failure = failureOf(transport().send(post(server.url(), "{}")));

            assertThat(failure)
                    .isInstanceOfSatisfying(NoAnswerException.class, noAnswer -> assertThat(noAnswer.isNeverSent())
                            .isFalse());
            assertThat(server.requests()).hasSize(1);
            assertThat(server.connections()).hasSize(1);
        }
    }

    @Test
    void anAnswerOf503IsNotTriedAgainByTheClientItself() throws IOException {
        try (RawServer server = RawServer.answering(503, "{}", "Retry-After: 0")) {
            valueOf(transport().send(get(server.url())));

            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() throws IOException {
        try (RawServer server = RawServer.answering(302, "{}", "Location: /elsewhere")) {
            assertThat(valueOf(transport().send(get(server.url()))).status()).isEqualTo(302);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aRequestAfterTheEndIsAFailureAndNothingIsSent() throws IOException {
        try (RawServer server = RawServer.answering(200, "{}")) {
            HttpTransport transport = transport();
            pool.giveBack(transport);

            assertThat(failureOf(transport.send(get(server.url()))))
                    .isInstanceOfSatisfying(NoAnswerException.class, noAnswer -> assertThat(noAnswer.isNeverSent())
                            .isTrue());
            assertThat(server.requests()).isEmpty();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.vertx.websocket.VertxWebsocketConstants;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.simulator.palatine.stream.StreamErrorCode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The server's side of the socket, with pages that keep to the protocol and pages that do not. */
@QuarkusTest
@TestProfile(LiveCaptionsProfile.class)
class SocketTest {

    private static final int RATE = 48_000;
    private static final int CHUNK = RATE / 10 * Short.BYTES;
    private static final SpokenAudio SPEECH = SpokenAudio.of("Раз, два, три, четыре, пять: вышел зайчик.", RATE);

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @Inject
    EmbeddedSimulator simulator;

    @Inject
    CaptionSessions sessions;

    @Inject
    ProducerTemplate template;

    @Inject
    Vertx vertx;

    private PalatineSimulator palatine;

    @BeforeEach
    void allIsWell() {
        Awaitility.setDefaultTimeout(TestPage.LONG);
        palatine = simulator.started().palatine();
        palatine.faults().clear();
        palatine.streams().clear();
    }

    @AfterEach
    void nothingIsLeftOpen() {
        Awaitility.await().untilAsserted(() -> {
            assertThat(sessions.count()).isZero();
            palatine.streams().assertAllEnded();
        });
    }

    @Test
    void aPageGetsCaptionsAndTheFinalTextButNoToken() {
        TestPage page = TestPage.open(port);

        assertThat(page.await("ready").path("simulated").asBoolean()).isTrue();
        assertThat(page.await("ready").path("maxSeconds").asInt()).isEqualTo(LiveCaptionsProfile.MAX_SECONDS);
        speak(page, SPEECH);

        assertThat(page.await("final").path("text").asText()).isEqualTo(SPEECH.text());
        assertThat(page.messages("listening")).hasSize(1);
        assertThat(page.messages("partial")).isNotEmpty().allSatisfy(partial -> assertThat(SPEECH.text())
                .startsWith(
                        partial.path("stable").asText() + partial.path("tail").asText()));
        assertThat(TestPage.textOf(page.await("final").path("vtt").asText())).isEqualTo(SPEECH.text());
        assertThat(page.await("final").path("limited").asBoolean()).isFalse();
        page.awaitClosed();
        assertThat(palatine.streams().last().tokenInHeader()).isTrue();
        assertThat(palatine.streams().last().tokenInQuery()).isFalse();
        assertThat(page.messages().toString()).doesNotContain("token");
    }

    @Test
    void theStreamsRunOnTheVertxOfQuarkus() {
        VertxInternal ofQuarkus = (VertxInternal) vertx;

        assertThat(ofQuarkus.deploymentIDs())
                .extracting(id -> ofQuarkus.getDeployment(id).verticleIdentifier())
                .anyMatch(verticle -> verticle.contains("cameltranscription.palatine.stream"));
    }

    /** The component runs the route for each message on any thread, so messages can overtake one another. */
    @Test
    void messagesThatOvertakeOneAnotherAreOrdered() {
        TestPage page = TestPage.open(port).awaitReady();
        List<byte[]> chunks = chunks(SPEECH);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number <= chunks.size() + 1; number++) {
            numbers.add(number);
        }
        Collections.shuffle(numbers, new Random(5));

        numbers.forEach(number -> {
            if (number == 0) {
                page.start(0);
            } else if (number > chunks.size()) {
                page.stop(number);
            } else {
                page.audio(number, chunks.get(number - 1));
            }
        });

        assertThat(page.await("final").path("text").asText()).isEqualTo(SPEECH.text());
        assertThat(palatine.streams().last().audio()).isEqualTo(SPEECH.pcm());
    }

    @Test
    void manySmallMessagesStayInOrder() {
        TestPage page = TestPage.open(port).awaitReady();
        // No more than may overtake a message that is held up.
        byte[] pcm = Arrays.copyOf(SPEECH.pcm(), 96 * (MessageOrder.MOST_AHEAD - 1));
        page.start(0);
        int number = 1;
        for (int from = 0; from < pcm.length; from += 96) {
            page.audio(number++, Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + 96)));
        }
        page.stop(number);

        page.await("final");
        assertThat(palatine.streams().last().audio()).isEqualTo(pcm);
    }

    @Test
    void captionsGoToTheirOwnBrowserOnly() {
        SpokenAudio other = SpokenAudio.of("Совсем другие слова в другой вкладке.", RATE);
        TestPage one = TestPage.open(port).awaitReady();
        TestPage two = TestPage.open(port).awaitReady();

        speak(one, SPEECH);
        speak(two, other);

        assertThat(one.await("final").path("text").asText()).isEqualTo(SPEECH.text());
        assertThat(two.await("final").path("text").asText()).isEqualTo(other.text());
        assertThat(one.messages().toString()).doesNotContain("вкладке");
        assertThat(two.messages().toString()).doesNotContain("зайчик");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBrowserThatDisconnectsEndsItsSessionAtTheProvider(boolean politely) {
        TestPage page = TestPage.open(port).awaitReady();
        page.start(0);
        page.audio(1, chunks(SPEECH).get(0));
        page.await("listening");

        if (politely) {
            page.close();
        } else {
            page.cut();
        }

        Awaitility.await().until(() -> palatine.streams().last().completed());
        assertThat(palatine.streams().last().audioEnded()).isTrue();
        assertThat(sessions.count()).isZero();
    }

    @Test
    void aPageThatStopsWithoutAudioCostsNothing() {
        TestPage page = TestPage.open(port).awaitReady();
        page.start(0);
        page.stop(1);

        assertThat(page.await("final").path("text").asText()).isEmpty();
        page.awaitClosed();
        palatine.streams().assertOpened(0);
    }

    @Test
    void aSessionAboveTheLimitIsRefused() {
        List<TestPage> pages = new ArrayList<>();
        for (int i = 0; i < LiveCaptionsProfile.MAX_SESSIONS; i++) {
            pages.add(TestPage.open(port).awaitReady());
        }

        TestPage refused = TestPage.open(port);

        assertThat(problem(refused)).isEqualTo("session-limit");
        refused.awaitClosed();
        pages.get(0).close();
        Awaitility.await().until(() -> sessions.count() == LiveCaptionsProfile.MAX_SESSIONS - 1);
        TestPage admitted = TestPage.open(port).awaitReady();
        pages.subList(1, pages.size()).forEach(TestPage::close);
        admitted.close();
    }

    /** The limit is also one of audio, because a page can send faster than real time. */
    @Test
    void audioAboveTheLimitOfASessionIsNotSent() {
        TestPage page = TestPage.open(port).awaitReady();
        page.start(0);
        int limit = LiveCaptionsProfile.MAX_SECONDS * RATE * Short.BYTES;
        int number = 1;
        for (int sent = 0; sent <= limit; sent += CHUNK) {
            page.audio(number++, new byte[CHUNK]);
            if (number % 20 == 0) {
                // Slowly enough for the provider, or the session fails with provider-slow.
                int arriving = sent / 2;
                Awaitility.await()
                        .until(() -> !palatine.streams().all().isEmpty()
                                && palatine.streams().last().audioBytes() >= arriving);
            }
        }

        assertThat(page.await("final").path("limited").asBoolean()).isTrue();
        assertThat(palatine.streams().last().audioBytes()).isEqualTo(limit);
    }

    @Test
    void aPageOfAnotherOriginIsRefused() {
        for (String origin : List.of(
                "http://evil.example",
                "http://localhost:" + port + ".evil.example",
                "https://localhost:" + port,
                "null")) {
            assertThatThrownBy(() -> TestPage.open(port, "", origin))
                    .as(origin)
                    .isInstanceOf(CompletionException.class)
                    .hasStackTraceContaining("WebSocketHandshakeException");
        }
    }

    /** The component copies query parameters to headers, and these headers choose the browser that it sends to. */
    @ParameterizedTest
    @ValueSource(strings = {"CamelVertxWebsocket.connectionKey=other", "CamelVertxWebsocket.event=MESSAGE"})
    void aForgedHeaderInTheQueryIsRefused(String query) {
        TestPage page = TestPage.open(port, "?" + query, "http://localhost:" + port);

        page.awaitClosed();
        assertThat(page.messages()).isEmpty();
    }

    @Test
    void otherHeadersInTheQueryChangeNothing() {
        TestPage other = TestPage.open(port).awaitReady();
        TestPage page = TestPage.open(
                        port,
                        "?CamelVertxWebsocket.sendToAll=true&CamelPalatineStreamId=mine&CamelTranscriptionLanguage=en",
                        "http://localhost:" + port)
                .awaitReady();
        speak(page, SPEECH);

        page.await("final");
        assertThat(palatine.streams().last().parameter("language")).isEqualTo("ru");
        assertThat(other.messages()).hasSize(1);
        other.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{\"type\":\"start\",\"number\":0,\"sampleRate\":11025}",
                "{\"type\":\"stop\",\"number\":-1}",
                "{\"type\":\"other\",\"number\":0}",
                "{\"type\":\"start\",\"number\":5000,\"sampleRate\":48000}"
            })
    void anInvalidMessageEndsTheSession(String message) {
        TestPage page = TestPage.open(port).awaitReady();

        page.text(message);

        assertThat(problem(page)).isEqualTo("bad-message");
        page.awaitClosed();
        palatine.streams().assertOpened(0);
    }

    @Test
    void aProviderThatCannotBeReachedIsReported() {
        palatine.faults().onStream().cut().always();
        TestPage page = TestPage.open(port).awaitReady();

        page.start(0);
        page.audio(1, chunks(SPEECH).get(0));

        assertThat(problem(page)).isEqualTo("provider-unavailable");
        page.awaitClosed();
    }

    @Test
    void aProviderThatAcceptsNoAudioIsReportedBeforeTheMemoryIsFull() {
        // Without its first message, config, nothing can be sent.
        palatine.faults().onStream().neverConfig().always();
        TestPage page = TestPage.open(port).awaitReady();

        page.start(0);
        int number = 1;
        for (int i = 0; i < 80; i++) {
            page.audio(number++, new byte[CHUNK]);
        }

        assertThat(problem(page)).isEqualTo("provider-slow");
        page.awaitClosed();
    }

    @Test
    void anErrorOfTheProviderIsReportedWithoutItsText() {
        palatine.faults()
                .onStream()
                .error(StreamErrorCode.AUTH_ERROR, "token abc123 was revoked")
                .afterPartials(2)
                .always();
        TestPage page = TestPage.open(port).awaitReady();

        speak(page, SPEECH);

        assertThat(problem(page)).isEqualTo("provider-refused");
        assertThat(page.messages().toString()).doesNotContain("abc123", "revoked");
        page.awaitClosed();
    }

    /** If the browser has disconnected, the component acts as a client and connects to its own address. */
    @Test
    void aCaptionForADisconnectedBrowserIsDropped() {
        Exchange exchange = template.request(LiveCaptionsRoute.PAGE, sent -> {
            sent.getMessage().setHeader(VertxWebsocketConstants.CONNECTION_KEY, "gone");
            sent.getMessage().setBody(new PageMessage.Listening());
        });

        assertThat(exchange.getException(Exception.class)).isNull();
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class))
                .hasStackTraceContaining("403");
        assertThat(sessions.count()).isZero();
    }

    private static String problem(TestPage page) {
        return page.await("error").path("problem").asText();
    }

    private static void speak(TestPage page, SpokenAudio speech) {
        page.start(0);
        int number = 1;
        for (byte[] chunk : chunks(speech)) {
            page.audio(number++, chunk);
        }
        page.stop(number);
    }

    private static List<byte[]> chunks(SpokenAudio speech) {
        byte[] pcm = speech.pcm();
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < pcm.length; from += CHUNK) {
            chunks.add(Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + CHUNK)));
        }
        return chunks;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.simulator.palatine.stream.StreamErrorCode;
import io.github.cameltranscription.simulator.palatine.stream.StreamFaultRule;
import io.github.cameltranscription.testing.TestSize;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** The failures of a stream, and whether it connects again. */
@Tag("server")
class PalatineStreamErrorsTest extends PalatineTestSupport {

    private static final SpokenAudio SPEECH = SpokenAudio.of("раз два три четыре пять шесть семь", 16_000);
    private static final String STREAM = "palatine:stream?sampleRate=16000";

    @ParameterizedTest
    @CsvSource({
        "AUTH_ERROR, no, AUTHENTICATION",
        "UNSUPPORTED_CODEC, no, UNSUPPORTED_MEDIA",
        "DECODE_ERROR, no, UNSUPPORTED_MEDIA",
        "PROCESSING_ERROR, Not enough balance, INSUFFICIENT_BALANCE"
    })
    void aPermanentErrorFailsAtOnce(StreamErrorCode code, String message, ErrorCategory category) {
        palatine.faults().onStream().error(code, message).always();

        assertRefused(send(STREAM, SPEECH.pcm()), category, code + ": " + message);
        palatine.streams().assertOpened(1);
    }

    @ParameterizedTest
    @CsvSource({"ML_SERVICE_ERROR", "PROCESSING_ERROR", "INTERNAL_ERROR"})
    void aStreamConnectsAgainAfterATemporaryError(StreamErrorCode code) {
        palatine.faults()
                .onStream()
                .error(code, "wait")
                .afterAudio(Duration.ofSeconds(1))
                .once();

        assertThat(body(STREAM, SPEECH.pcm(), Transcript.class).text()).isEqualTo(SPEECH.text());
        palatine.streams().assertOpened(2);
    }

    @ParameterizedTest
    @CsvSource({
        "4001, AUTHENTICATION, 1",
        "4003, UNSUPPORTED_MEDIA, 1",
        "4000, PROVIDER_UNAVAILABLE, 3",
        "4002, PROVIDER_UNAVAILABLE, 3",
        "1011, PROVIDER_UNAVAILABLE, 3",
        "1000, PROVIDER_UNAVAILABLE, 3"
    })
    void theCloseCodeDecidesWhetherAStreamConnectsAgain(int code, ErrorCategory category, int connections) {
        palatine.faults().onStream().close(code).always();

        assertRefused(send(STREAM + "&reconnectAttempts=2", SPEECH.pcm()), category, String.valueOf(code));
        palatine.streams().assertOpened(connections);
    }

    @Test
    void aWrongTokenFailsAtOnce() {
        assertFailed(send(STREAM + "&apiKey=wrong", SPEECH.pcm()), ErrorCategory.AUTHENTICATION, 0);
        palatine.streams().assertOpened(1);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION, 1",
        "403, AUTHENTICATION, 1",
        "402, INSUFFICIENT_BALANCE, 1",
        "404, INVALID_REQUEST, 1",
        "422, INVALID_REQUEST, 1",
        "429, RATE_LIMITED, 2",
        "503, PROVIDER_UNAVAILABLE, 2"
    })
    void theStatusOfARefusedHandshakeDeterminesTheException(int status, ErrorCategory category, int attempts) {
        palatine.faults().onStream().status(status).always();

        Exchange reply = send(STREAM + "&reconnectAttempts=1", SPEECH.pcm());

        assertFailed(reply, category, status);
        assertThat(palatine.streams().refused()).isEqualTo(attempts);
    }

    @Test
    void aRefusedConnectionFailsTheExchange() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        assertUnavailable("&baseUrl=http://127.0.0.1:" + port + "/api&reconnectAttempts=1", "no connection");
    }

    @Test
    void aServerThatSendsNoConfigFailsTheStream() {
        palatine.faults().onStream().neverConfig().always();

        assertUnavailable("&connectTimeout=200ms&reconnectAttempts=1", "connectTimeout");
        palatine.streams().assertOpened(2);
    }

    @Test
    void aServerThatSendsNoFinalFailsTheStream() {
        palatine.faults().onStream().neverFinal().always();

        assertUnavailable("&responseTimeout=1s", "did not finish", "responseTimeout");
        palatine.streams().assertOpened(1);
    }

    private void assertUnavailable(String options, String... words) {
        assertRefused(send(STREAM + options, SPEECH.pcm()), ErrorCategory.PROVIDER_UNAVAILABLE, words);
    }

    @Test
    void aServerThatReadsNoAudioFailsTheStream() {
        palatine.faults().onStream().stopReading().always();

        Exchange reply = send(STREAM + "&responseTimeout=300ms&reconnectAttempts=0", new byte[64 * 1024 * 1024]);

        assertRefused(reply, ErrorCategory.PROVIDER_UNAVAILABLE, "took no audio");
    }

    @Test
    void aMessageOfAnUnknownTypeIsIgnoredAndAnotherFormatBreaksTheConnection() {
        palatine.faults()
                .onStream()
                .sendRaw("{\"type\":\"weather\",\"sky\":[1,{}]}")
                .once();
        assertThat(body(STREAM, SPEECH.pcm(), Transcript.class).text()).isEqualTo(SPEECH.text());
        palatine.streams().assertOpened(1);

        palatine.faults().onStream().sendRaw("<html>").once();
        assertThat(body(STREAM, SPEECH.pcm(), Transcript.class).text()).isEqualTo(SPEECH.text());
        palatine.streams().assertOpened(3);
    }

    @Test
    void aServerThatExpectsAnotherFormatFailsTheStream() {
        palatine.faults()
                .onStream()
                .sendRaw("{\"type\":\"config\",\"sample_rate\":48000,\"channels\":1,\"format\":\"linear16\"}")
                .once();

        assertRefused(send(STREAM, SPEECH.pcm()), ErrorCategory.UNSUPPORTED_MEDIA, "sampleRate 16000", "48000");
    }

    @ParameterizedTest
    @CsvSource({"SENTENCES, 100, true", "SAME_WORD, 50, false"})
    void aCutAtAnyMomentLosesAndDoublesNoWord(Text text, long first, boolean losingPartials) {
        SpokenAudio speech = SpokenAudio.of(text.words, 16_000);
        Map<Long, String> heard = new LinkedHashMap<>();
        for (long millis = first; millis < speech.duration().toMillis(); millis += TestSize.of(1_200, 100)) {
            palatine.faults().clear();
            StreamFaultRule cut = palatine.faults().onStream().cut().afterAudio(Duration.ofMillis(millis));
            (losingPartials ? cut.losingPartials() : cut).once();
            heard.put(millis, body(STREAM, speech.pcm(), String.class));
        }
        assertThat(heard).allSatisfy((millis, each) -> assertThat(each).isEqualTo(speech.text()));
    }

    private enum Text {
        SENTENCES("Сегодня мы говорим о погоде. Утром было ясно, днём пошёл дождь, и к вечеру снова стало ясно."
                + " Завтра обещают снег и ветер, а потом мороз и солнце, день чудесный."),
        SAME_WORD("да да да да да нет да да да да нет нет да да да да да да да да да да да");

        private final String words;

        Text(String words) {
            this.words = words;
        }
    }

    @Test
    void progressResetsTheCountOfReconnectAttempts() {
        palatine.faults().onStream().cut().afterAudio(Duration.ofSeconds(3)).times(6);
        SpokenAudio speech = SpokenAudio.of(
                "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать", 16_000);

        assertThat(body(STREAM + "&reconnectAttempts=1", speech.pcm(), Transcript.class)
                        .text())
                .isEqualTo(speech.text());
        assertThat(palatine.streams().opened()).isGreaterThan(3);
    }
}

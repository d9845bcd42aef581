/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.net.ServerSocket;
import java.time.Duration;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.stream.SpokenAudio;
import io.github.cameltranscription.simulator.palatine.stream.StreamErrorCode;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** What goes wrong with a stream, and what becomes of it. */
@Tag("server")
class PalatineStreamErrorsTest extends PalatineTestSupport {

    private static final SpokenAudio SPEECH = SpokenAudio.of("раз два три четыре пять шесть семь", 16_000);
    private static final String STREAM = "palatine:stream?sampleRate=16000";

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.streamLatency(Duration.ZERO).streamRealTimeFactor(0);
    }

    @ParameterizedTest
    @CsvSource({"AUTH_ERROR, AUTHENTICATION", "UNSUPPORTED_CODEC, UNSUPPORTED_MEDIA", "DECODE_ERROR, UNSUPPORTED_MEDIA"
    })
    void whatANewConnectionWouldNotMendFailsAtOnce(StreamErrorCode code, ErrorCategory category) {
        palatine.faults().onStream().error(code, "no").always();

        Exchange reply = send(STREAM, SPEECH.pcm());

        assertFailed(reply, category, 0);
        assertThat(reply.getException()).hasMessageContaining(code + ": no");
        palatine.streams().assertOpened(1);
    }

    @ParameterizedTest
    @CsvSource({"ML_SERVICE_ERROR", "PROCESSING_ERROR", "INTERNAL_ERROR"})
    void whatPassesIsTriedAgain(StreamErrorCode code) {
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
    void aCloseCodeSaysWhetherANewConnectionIsWorthIt(int code, ErrorCategory category, int connections) {
        palatine.faults().onStream().close(code).always();

        Exchange reply = send(STREAM + "&reconnectAttempts=2", SPEECH.pcm());

        assertFailed(reply, category, 0);
        assertThat(reply.getException()).hasMessageContaining(String.valueOf(code));
        palatine.streams().assertOpened(connections);
    }

    @Test
    void aWrongTokenIsSaidAndNotTriedAgain() {
        Exchange reply = send(STREAM + "&apiKey=wrong", SPEECH.pcm());

        assertFailed(reply, ErrorCategory.AUTHENTICATION, 0);
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
    void aHandshakeThatIsRefusedIsMappedAsAnyAnswer(int status, ErrorCategory category, int attempts) {
        palatine.faults().onStream().status(status).always();

        Exchange reply = send(STREAM + "&reconnectAttempts=1", SPEECH.pcm());

        assertFailed(reply, category, status);
        assertThat(palatine.streams().refused()).isEqualTo(attempts);
    }

    @Test
    void nobodyThereIsSaidInBoundedTime() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }

        Exchange reply = send(STREAM + "&baseUrl=http://127.0.0.1:" + port + "/api&reconnectAttempts=1", SPEECH.pcm());

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 0);
        assertThat(reply.getException()).hasMessageContaining("no connection");
    }

    @Test
    void aServerThatNeverSaysWhatItExpectsIsGivenUp() {
        palatine.faults().onStream().neverConfig().always();

        Exchange reply = send(STREAM + "&connectTimeout=200ms&reconnectAttempts=1", SPEECH.pcm());

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 0);
        assertThat(reply.getException()).hasMessageContaining("connectTimeout");
        palatine.streams().assertOpened(2);
    }

    @Test
    void aServerThatNeverFinishesIsGivenUp() {
        palatine.faults().onStream().neverFinal().always();

        Exchange reply = send(STREAM + "&responseTimeout=300ms", SPEECH.pcm());

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 0);
        assertThat(reply.getException()).hasMessageContaining("did not finish").hasMessageContaining("responseTimeout");
        palatine.streams().assertOpened(1);
    }

    @Test
    void aServerThatTakesNoAudioIsGivenUp() {
        palatine.faults().onStream().stopReading().always();

        Exchange reply = send(STREAM + "&responseTimeout=300ms&reconnectAttempts=0", new byte[64 * 1024 * 1024]);

        assertFailed(reply, ErrorCategory.PROVIDER_UNAVAILABLE, 0);
        assertThat(reply.getException()).hasMessageContaining("took no audio");
    }

    @Test
    void messagesThatMakeNoSenseArePassedOverOrTriedAgain() {
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
    void aServerThatExpectsOtherAudioGetsNone() {
        palatine.faults()
                .onStream()
                .sendRaw("{\"type\":\"config\",\"sample_rate\":48000,\"channels\":1,\"format\":\"linear16\"}")
                .once();

        Exchange reply = send(STREAM, SPEECH.pcm());

        assertFailed(reply, ErrorCategory.UNSUPPORTED_MEDIA, 0);
        assertThat(reply.getException())
                .hasMessageContaining("sampleRate 16000")
                .hasMessageContaining("48000");
    }

    @Test
    void cutsThatLetSomethingThroughAreNotCountedTogether() {
        palatine.faults().onStream().cut().afterAudio(Duration.ofSeconds(3)).times(6);
        SpokenAudio speech = SpokenAudio.of(
                "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать", 16_000);

        assertThat(body(STREAM + "&reconnectAttempts=1", speech.pcm(), Transcript.class)
                        .text())
                .isEqualTo(speech.text());
        assertThat(palatine.streams().opened()).isGreaterThan(3);
    }
}

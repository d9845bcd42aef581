/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamProtocolTest extends StreamTestBase {

    @Test
    void aSessionHasTheDocumentedMessages() throws Exception {
        SpokenAudio audio = SpokenAudio.of("привет мир", RATE);
        StreamClient client = open();

        assertThat(client.nextText())
                .isEqualTo("{\"type\":\"config\",\"model\":\"palatine_stream\",\"sample_rate\":16000,\"channels\":1,"
                        + "\"format\":\"linear16\",\"language\":\"ru\",\"recommended_codec\":\"linear16\","
                        + "\"supported_codecs\":[\"linear16\",\"linear32\",\"opus\",\"flac\",\"mp3\",\"aac\",\"alaw\",\"mulaw\","
                        + "\"amr-nb\",\"amr-wb\",\"ogg-opus\",\"speex\",\"g729\"],"
                        + "\"supported_sample_rates\":[8000,16000,22050,32000,44100,48000]}");
        client.send(audio.pcm(), 150 * BYTES_PER_MILLISECOND).end();

        assertThat(client.nextText())
                .isEqualTo("{\"type\":\"partial\",\"chunk_text\":\"привет\",\"full_text\":\"привет\"}");
        assertThat(client.nextText())
                .isEqualTo("{\"type\":\"partial\",\"chunk_text\":\"мир\",\"full_text\":\"привет мир\"}");
        assertThat(client.nextText()).isEqualTo("{\"type\":\"final\",\"status\":\"completed\",\"total_duration\":0.8}");
        assertThat(client.closeCode()).isEqualTo(1000);
        palatine.streams().assertOpened(1).assertAllEnded().assertAllCompleted().assertAllAuthorized();
    }

    @Test
    void theParametersAreEchoedAndTheDefaultsAreTheDocumentedOnes() throws Exception {
        JsonObject config = open("?token=test-key&model=other&language=kk&sample_rate=8000&codec=alaw&channels=2")
                .next("config");
        JsonObject defaults = open("?token=test-key").next("config");

        assertThat(config.getMap())
                .containsEntry("model", "other")
                .containsEntry("language", "kk")
                .containsEntry("sample_rate", 8000)
                .containsEntry("format", "alaw")
                .containsEntry("channels", 2);
        assertThat(defaults.getInteger("sample_rate")).isEqualTo(48_000);
        assertThat(defaults.getString("format")).isEqualTo("linear16");
        assertThat(palatine.streams().last().parameters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?sample_rate=16000", "?token=&sample_rate=16000", "?token=wrong"})
    void aWrongTokenIsAnErrorMessage(String query) throws Exception {
        StreamClient client = open(query);

        assertThat(client.nextText())
                .isEqualTo("{\"type\":\"error\",\"message\":\"Unauthorized: Invalid or missing token\","
                        + "\"code\":\"AUTH_ERROR\"}");
        assertThat(client.closeCode()).isEqualTo(4001);
        assertThat(client.received()).isEmpty();
        assertThat(palatine.streams().last().authorized()).isFalse();
    }

    @Test
    void aWrongTokenCanBeRefusedAtTheHandshake() throws Exception {
        start(fast().refuseStreamsAtHandshake(true));

        assertThat(StreamClient.refusal(network, palatine, "?token=wrong")).isEqualTo(403);
        open().next("config");
        palatine.streams().assertOpened(1);
        assertThat(palatine.streams().refused()).isEqualTo(1);
    }

    @Test
    void theHeaderWinsOverTheQuery() throws Exception {
        open("?token=wrong", "Bearer test-key").next("config");
        open("", "Bearer test-key").next("config");
        open("?token=test-key", "Bearer wrong").next("error");

        assertThat(palatine.streams().all())
                .extracting(RecordedStream::tokenInQuery)
                .containsExactly(true, false, true);
        assertThat(palatine.streams().all())
                .extracting(RecordedStream::tokenInHeader)
                .containsOnly(true);
    }

    @ParameterizedTest
    @CsvSource({
        "codec=pcm, UNSUPPORTED_CODEC, 4003",
        "codec=, UNSUPPORTED_CODEC, 4003",
        "sample_rate=11025, PROCESSING_ERROR, 4000",
        "sample_rate=fast, PROCESSING_ERROR, 4000",
        "channels=3, PROCESSING_ERROR, 4000",
        "channels=0, PROCESSING_ERROR, 4000",
    })
    void unsupportedParametersEndTheSession(String parameter, String error, int closeCode) throws Exception {
        StreamClient client = open("?token=test-key&" + parameter);

        JsonObject message = client.next("error");
        assertThat(message.getString("code")).isEqualTo(error);
        assertThat(message.getString("message")).contains("Unsupported");
        assertThat(client.closeCode()).isEqualTo(closeCode);
        assertThat(palatine.streams().last().errorCode()).hasToString(error);
    }

    @Test
    void aTextMessageIsAnError() throws Exception {
        StreamClient client = open();
        client.sendText("{\"type\":\"end\"}");

        client.next("config");
        assertThat(client.next("error").getString("code")).isEqualTo("PROCESSING_ERROR");
        assertThat(client.closeCode()).isEqualTo(4000);
    }

    @Test
    void halfASampleAtTheEndIsAnErrorAfterThePartials() throws Exception {
        StreamClient client = open();
        client.send(SpokenAudio.of("слово", RATE).pcm()).send(new byte[1]).end();

        client.next("config");
        client.next("partial");
        assertThat(client.next("error").getString("code")).isEqualTo("DECODE_ERROR");
        assertThat(client.closeCode()).isEqualTo(4000);
    }

    @Test
    void audioAfterTheEndIsAnError() throws Exception {
        // The final is still to come, so the server listens.
        start(fast().streamLatency(Duration.ofMinutes(1)));
        StreamClient client = open();
        client.send(SpokenAudio.of("слово", RATE).pcm()).end().send(new byte[100]);

        client.next("config");
        client.next("partial");
        assertThat(client.next("error").getString("code")).isEqualTo("PROCESSING_ERROR");
        assertThat(client.closeCode()).isEqualTo(4000);
        assertThat(palatine.streams().last().completed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 32, 999, 9_600, 1_000_000})
    void messagesMayBeOfAnySize(int size) throws Exception {
        SpokenAudio audio = SpokenAudio.of("раз два три, четыре", RATE);
        StreamClient client = open();
        client.send(audio.pcm(), size).end();

        List<JsonObject> messages = client.rest();
        assertThat(texts(messages)).isEqualTo("раз два три, четыре");
        assertThat(messages.get(messages.size() - 1).getDouble("total_duration"))
                .isEqualTo(1.9);
    }

    @Test
    void partialsComeWithTheBlocksThatFinishWords() throws Exception {
        SpokenAudio audio = SpokenAudio.builder(RATE)
                .word("а", Duration.ofMillis(0), Duration.ofMillis(100))
                .word("б", Duration.ofMillis(100), Duration.ofMillis(200))
                .word("длинное", Duration.ofMillis(250), Duration.ofMillis(1_000))
                .duration(Duration.ofMillis(1_500))
                .build();
        StreamClient client = open();
        client.next("config");
        byte[] pcm = audio.pcm();

        client.send(Arrays.copyOf(pcm, BLOCK - 2));
        client.send(Arrays.copyOfRange(pcm, BLOCK - 2, BLOCK));
        assertThat(client.next("partial").getString("chunk_text")).isEqualTo("а б");
        client.send(Arrays.copyOfRange(pcm, BLOCK, pcm.length)).end();
        JsonObject second = client.next("partial");
        assertThat(second.getString("chunk_text")).isEqualTo("длинное");
        assertThat(second.getString("full_text")).isEqualTo("а б длинное");
        client.next("final");
    }

    @Test
    void anEmptySessionHasAFinalOnly() throws Exception {
        StreamClient client = open();
        client.end();

        client.next("config");
        assertThat(client.next("final").getDouble("total_duration")).isZero();
        assertThat(client.closeCode()).isEqualTo(1000);
    }

    @Test
    void aRequestThatIsNoWebSocketIsRefused() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(palatine.baseUrl() + "/stream/asr?token=test-key"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(426);
        palatine.streams().assertOpened(0);
    }

    static String texts(List<JsonObject> messages) {
        return messages.stream()
                .filter(message -> message.getString("type").equals("partial"))
                .map(message -> message.getString("chunk_text"))
                .collect(Collectors.joining(" "));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.simulator.ManualClock;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.multipart.Multipart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OpenAiTranscriptionTest extends PalatineTestBase {

    private static final String PATH = "/audio/transcriptions";
    private static final byte[] WAV = WavFile.of(2, -1, 1);
    private static final String TEXT = "[simulated speech 1] [simulated speech 2]";

    private static Multipart form() {
        return Multipart.ofFile("a.wav", "audio/wav", WAV).field("model", "palatine_large_highspeed");
    }

    private String transcribe(Multipart form) throws IOException, InterruptedException {
        HttpResponse<String> response = client.post(PATH, form);
        assertStatus(200, response);
        return response.body();
    }

    @Test
    void jsonIsTheDefault() throws IOException, InterruptedException {
        String expected = "{\"text\":\"" + TEXT + "\"}";

        assertThat(transcribe(form())).isEqualTo(expected);
        assertThat(transcribe(form().field("response_format", "json"))).isEqualTo(expected);
        palatine.requests().assertSubmitted(2);
        assertThat(palatine.requests().openAiTranscriptions().get(1).fields())
                .containsEntry("response_format", "json")
                .containsEntry("model", "palatine_large_highspeed");
    }

    @Test
    void verboseJson() throws IOException, InterruptedException {
        JsonObject answer = new JsonObject(
                transcribe(form().field("response_format", "verbose_json").field("language", "en")));

        assertThat(answer.fieldNames()).containsExactlyInAnyOrder("task", "language", "duration", "text", "segments");
        assertThat(answer.getString("task")).isEqualTo("transcribe");
        assertThat(answer.getString("language")).isEqualTo("en");
        assertThat(answer.getDouble("duration")).isEqualTo(4);
        assertThat(answer.getJsonArray("segments")).hasSize(2);
        assertThat(answer.getJsonArray("segments").getJsonObject(1).getDouble("start"))
                .isEqualTo(3);
    }

    @Test
    void verboseJsonWithWords() throws IOException, InterruptedException {
        JsonObject answer = new JsonObject(transcribe(form().field("response_format", "verbose_json")
                .field("timestamp_granularities[]", "segment")
                .field("timestamp_granularities[]", "word")));

        assertThat(answer.getJsonArray("words")).hasSize(6);
    }

    @Test
    void plainFormats() throws IOException, InterruptedException {
        assertThat(transcribe(form().field("response_format", "text"))).isEqualTo(TEXT + "\n");
        assertThat(transcribe(form().field("response_format", "srt"))).startsWith("1\n00:00:00,000 --> ");
        assertThat(transcribe(form().field("response_format", "vtt"))).startsWith("WEBVTT\n\n");
    }

    @Test
    void diarizedJson() throws IOException, InterruptedException {
        JsonObject answer = new JsonObject(transcribe(
                form().field("response_format", "diarized_json").field("diarization_model", "palatine_diarize")));

        assertThat(answer.getJsonArray("segments").getJsonObject(1).getString("speaker"))
                .isEqualTo("SPEAKER_01");
    }

    @Test
    void diarizedJsonTakesHalfAnHourAtMost() throws IOException, InterruptedException {
        // MPEG 1 layer 3 at the smallest bit rate, 32 kbit/s.
        byte[] mp3 = new byte[31 * 60 * 4000];
        ByteBuffer.wrap(mp3).putInt(0xFFFB1000);
        Multipart form = Multipart.ofFile("long.mp3", "audio/mpeg", mp3).field("model", "x");

        assertStatus(422, client.post(PATH, form.field("response_format", "diarized_json")));
    }

    @ParameterizedTest
    @CsvSource({"response_format, xml", "language, russian!", "diarization_model, none", "num_speakers, x"})
    void wrongFieldsAreRefused(String name, String value) throws IOException, InterruptedException {
        assertStatus(422, client.post(PATH, form().field(name, value)));
        palatine.requests().assertSubmitted(0);
    }

    @Test
    void fileModelAndSpeechAreNeeded() throws IOException, InterruptedException {
        Multipart silent =
                Multipart.ofFile("a.wav", "audio/wav", WavFile.of(-2)).field("model", "x");

        HttpResponse<String> response = client.post(PATH, silent);

        assertStatus(
                422,
                client.upload(PATH, "a.wav", WAV),
                client.post(PATH, new Multipart().field("model", "x")),
                response);
        assertThat(response.body()).contains("No recognizable speech");
    }

    @Test
    void theAnswerComesWhenTheProcessingIsOver() throws Exception {
        ManualClock clock = new ManualClock(Instant.EPOCH);
        try (ProviderSimulator slow = ProviderSimulator.builder()
                .clock(clock)
                .processingTime(Duration.ofHours(1))
                .start()) {
            PalatineClient other = new PalatineClient(slow.palatine());
            CompletableFuture<Integer> status = CompletableFuture.supplyAsync(() -> {
                try {
                    return other.post(PATH, form()).statusCode();
                } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> slow.palatine().requests().paidSubmissions() == 1);
            clock.advance(Duration.ofMinutes(59));
            // Another request that is answered shows that the first one was not, without waiting for a time.
            other.get("/transcribe/task_status/1");
            assertThat(status).isNotDone();

            clock.advance(Duration.ofMinutes(1));
            assertThat(status.get(1, TimeUnit.MINUTES)).isEqualTo(200);
        }
    }
}

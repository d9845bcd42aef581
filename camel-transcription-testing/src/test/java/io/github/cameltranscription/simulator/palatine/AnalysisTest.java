/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.multipart.Multipart;

import static org.assertj.core.api.Assertions.assertThat;

/** Summaries, sentiment and balance. */
class AnalysisTest extends PalatineTestBase {

    private static final byte[] WAV = WavFile.of(2, -1, 1);
    private static final String TEXT = "{\"text\":\"We meet on Monday. Anna writes the offer.\"}";

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.processingTime(Duration.ofMinutes(1));
    }

    private HttpResponse<String> postText(String query, String json) throws IOException, InterruptedException {
        return client.post("/ai_service/summarize_text" + query, "application/json", BodyPublishers.ofString(json));
    }

    private JsonObject status(String prefix, String id) throws IOException, InterruptedException {
        return new JsonObject(client.get(prefix + "/task_status/" + id).body());
    }

    @Test
    void aRecordingIsSummarised() throws IOException, InterruptedException {
        String id = PalatineClient.taskId(
                client.upload("/ai_service/summarize_file?task=user_prompt&prompt=risks&thinking=true", "a.wav", WAV));
        assertThat(status("/ai_service", id).getString("status")).isEqualTo("pending");
        clock.advance(Duration.ofMinutes(1));

        JsonObject status = status("/ai_service", id);

        assertThat(status.getString("status")).isEqualTo("success");
        assertThat(status.getJsonObject("data").getString("content"))
                .startsWith("[simulated user_prompt of ")
                .contains("asked for: risks")
                .contains("[simulated speech 1]");
        palatine.requests().assertSubmitted(1).assertFetched(id);
    }

    @Test
    void aTextIsSummarised() throws IOException, InterruptedException {
        String id = PalatineClient.taskId(postText("", TEXT));
        clock.advance(Duration.ofMinutes(1));

        assertThat(status("/ai_service", id).getJsonObject("data").getString("meeting_title"))
                .isEqualTo("[simulated meeting_summary of 8 words] We meet on Monday.");
    }

    @Test
    void aSentimentIsARankedList() throws IOException, InterruptedException {
        String id = PalatineClient.taskId(client.upload("/sentiment_analysis/analyze_file", "a.wav", WAV));
        clock.advance(Duration.ofMinutes(1));

        JsonArray sentiments =
                status("/sentiment_analysis", id).getJsonObject("data").getJsonArray("sentiment");

        assertThat(sentiments).hasSize(5);
        assertThat(sentiments.getJsonObject(0).getString("label")).isEqualTo("Neutral");
        assertThat(sentiments.getJsonObject(0).getDouble("score"))
                .isGreaterThan(sentiments.getJsonObject(1).getDouble("score"));
    }

    @Test
    void eachKindHasALifeCycleOfItsOwn() throws IOException, InterruptedException {
        String summary = PalatineClient.taskId(postText("", TEXT));
        assertThat(client.post("/ai_service/task_done/" + summary).statusCode()).isEqualTo(409);
        clock.advance(Duration.ofMinutes(1));

        for (String other : new String[] {"/transcribe", "/diarization", "/sentiment_analysis"}) {
            assertThat(client.get(other + "/task_status/" + summary).statusCode())
                    .isEqualTo(404);
            assertThat(client.post(other + "/task_done/" + summary).statusCode())
                    .isEqualTo(404);
        }
        assertThat(client.post("/ai_service/task_done/" + summary).statusCode()).isEqualTo(200);
        assertThat(client.get("/ai_service/task_status/" + summary).statusCode())
                .isEqualTo(404);
        palatine.requests().assertReleased(1);

        String diarization = PalatineClient.taskId(client.upload("/diarization/do_diarize", "a.wav", WAV));
        assertThat(client.post("/diarization/task_done/" + diarization).statusCode())
                .isEqualTo(409);
        clock.advance(Duration.ofMinutes(1));
        assertThat(client.get("/transcribe/task_status/" + diarization).statusCode())
                .isEqualTo(404);
        assertThat(client.post("/diarization/task_done/" + diarization).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?task=minutes", "?task=user_prompt", "?task=user_prompt&prompt=%20", "?thinking=maybe"})
    void wrongParametersAreRefused(String query) throws IOException, InterruptedException {
        assertThat(client.upload("/ai_service/summarize_file" + query, "a.wav", WAV)
                        .statusCode())
                .isEqualTo(422);
        assertThat(postText(query, TEXT).statusCode()).isEqualTo(422);
        palatine.requests().assertSubmitted(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\" \"}", "{}", "{\"text\":1}", "{\"text\":", "\"text\"", "[]"})
    void aTextThatIsNoneIsRefused(String json) throws IOException, InterruptedException {
        assertThat(postText("", json).statusCode()).isEqualTo(422);
        palatine.requests().assertSubmitted(0);
    }

    @Test
    void theWrongFormIsRefused() throws IOException, InterruptedException {
        assertThat(client.post("/ai_service/summarize_text", Multipart.ofFile("a.wav", "audio/wav", WAV))
                        .statusCode())
                .isEqualTo(422);
        assertThat(client.post("/ai_service/summarize_file", "application/json", BodyPublishers.ofString(TEXT))
                        .statusCode())
                .isEqualTo(422);
        assertThat(client.upload("/sentiment_analysis/analyze_file", "a.wav", new byte[0])
                        .statusCode())
                .isEqualTo(422);
        assertThat(client.upload("/sentiment_analysis/analyze", "a.wav", WAV).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theBalanceIsWhatWasSet() throws IOException, InterruptedException {
        assertThat(new JsonObject(client.get("/account/balance").body()).getDouble("balance"))
                .isEqualTo(1500.5);
        palatine.balance(0.25);

        assertThat(new JsonObject(client.get("/account/balance").body()))
                .isEqualTo(new JsonObject().put("balance", 0.25).put("currency", "RUB"));
        assertThat(client.post("/account/balance").statusCode()).isEqualTo(405);
    }
}

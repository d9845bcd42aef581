/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;

import static org.assertj.core.api.Assertions.assertThat;

/** Summaries, sentiment and balance. */
class AnalysisTest extends PalatineTestBase {

    private static final byte[] WAV = WavFile.of(2, -1, 1);
    private static final String TEXT = "{\"text\":\"We meet on Monday. Anna writes the offer.\"}";

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.processingTime(Duration.ofMinutes(1));
    }

    private HttpResponse<String> postText(String query, String json) throws IOException, InterruptedException {
        return client.postJson("/ai_service/summarize_text" + query, json);
    }

    @Test
    void aRecordingIsSummarised() throws IOException, InterruptedException {
        String id = PalatineClient.taskId(
                client.upload("/ai_service/summarize_file?task=user_prompt&prompt=risks&thinking=true", "a.wav", WAV));
        assertThat(client.status("/ai_service", id).getString("status")).isEqualTo("pending");
        clock.advance(Duration.ofMinutes(1));

        JsonObject status = client.status("/ai_service", id);

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

        assertThat(client.status("/ai_service", id).getJsonObject("data").getString("meeting_title"))
                .isEqualTo("[simulated meeting_summary of 8 words] We meet on Monday.");
    }

    @Test
    void aSentimentIsARankedList() throws IOException, InterruptedException {
        String id = PalatineClient.taskId(client.upload("/sentiment_analysis/analyze_file", "a.wav", WAV));
        clock.advance(Duration.ofMinutes(1));

        JsonArray sentiments =
                client.status("/sentiment_analysis", id).getJsonObject("data").getJsonArray("sentiment");

        assertThat(sentiments).hasSize(5);
        assertThat(sentiments.getJsonObject(0).getString("label")).isEqualTo("Neutral");
        assertThat(sentiments.getJsonObject(0).getDouble("score"))
                .isGreaterThan(sentiments.getJsonObject(1).getDouble("score"));
    }

    @Test
    void eachKindHasALifeCycleOfItsOwn() throws IOException, InterruptedException {
        String summary = PalatineClient.taskId(postText("", TEXT));
        assertStatus(409, client.post("/ai_service/task_done/" + summary));
        clock.advance(Duration.ofMinutes(1));
        for (String other : new String[] {"/transcribe", "/diarization", "/sentiment_analysis"}) {
            assertStatus(
                    404, client.get(other + "/task_status/" + summary), client.post(other + "/task_done/" + summary));
        }
        assertStatus(200, client.post("/ai_service/task_done/" + summary));
        assertStatus(404, client.get("/ai_service/task_status/" + summary));
        palatine.requests().assertReleased(1);

        String diarization = PalatineClient.taskId(client.upload("/diarization/do_diarize", "a.wav", WAV));
        assertStatus(409, client.post("/diarization/task_done/" + diarization));
        clock.advance(Duration.ofMinutes(1));
        assertStatus(404, client.get("/transcribe/task_status/" + diarization));
        assertStatus(200, client.post("/diarization/task_done/" + diarization));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?task=minutes", "?task=user_prompt", "?task=user_prompt&prompt=%20", "?thinking=maybe"})
    void wrongParametersAreRefused(String query) throws IOException, InterruptedException {
        assertStatus(422, client.upload("/ai_service/summarize_file" + query, "a.wav", WAV), postText(query, TEXT));
        palatine.requests().assertSubmitted(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"text\":\" \"}", "{}", "{\"text\":1}", "{\"text\":", "\"text\"", "[]"})
    void aMissingOrBlankTextIsRefused(String json) throws IOException, InterruptedException {
        assertStatus(422, postText("", json));
        palatine.requests().assertSubmitted(0);
    }

    @Test
    void theWrongFormIsRefused() throws IOException, InterruptedException {
        assertStatus(
                422,
                client.upload("/ai_service/summarize_text", "a.wav", WAV),
                client.postJson("/ai_service/summarize_file", TEXT),
                client.upload("/sentiment_analysis/analyze_file", "a.wav", new byte[0]));
        assertStatus(404, client.upload("/sentiment_analysis/analyze", "a.wav", WAV));
    }

    @Test
    void theBalanceCanBeSet() throws IOException, InterruptedException {
        assertThat(new JsonObject(client.get("/account/balance").body()).getDouble("balance"))
                .isEqualTo(1500.5);
        palatine.balance(0.25);

        assertThat(new JsonObject(client.get("/account/balance").body()))
                .isEqualTo(new JsonObject().put("balance", 0.25).put("currency", "RUB"));
        assertStatus(405, client.post("/account/balance"));
    }
}

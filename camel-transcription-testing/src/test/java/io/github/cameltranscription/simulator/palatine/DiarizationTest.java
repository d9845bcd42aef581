/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.time.Duration;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;

import static org.assertj.core.api.Assertions.assertThat;

class DiarizationTest extends PalatineTestBase {

    private static final byte[] WAV = WavFile.of(2, -1, 1, -1, 1);

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.processingTime(Duration.ofMinutes(1));
    }

    private String submit(String query) throws IOException, InterruptedException {
        return PalatineClient.taskId(client.upload("/diarization/do_diarize" + query, "a.wav", WAV));
    }

    private JsonObject status(String idAndQuery) throws IOException, InterruptedException {
        return client.status("/diarization", idAndQuery);
    }

    @Test
    void segmentsHaveSpeakersAndTimes() throws IOException, InterruptedException {
        String id = submit("?model=palatine_diarize&num_speakers=2");
        assertThat(status(id).getString("status")).isEqualTo("pending");
        clock.advance(Duration.ofMinutes(1));

        JsonObject status = status(id);

        assertThat(status.getString("status")).isEqualTo("success");
        JsonArray segments = status.getJsonObject("data").getJsonArray("segments");
        assertThat(segments).hasSize(3);
        assertThat(segments.getJsonObject(1))
                .isEqualTo(new JsonObject()
                        .put("speaker", "SPEAKER_01")
                        .put("start", 3.0)
                        .put("end", 4.0));
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void mergesNeighboursOfOneSpeaker() throws IOException, InterruptedException {
        String id = submit("?num_speakers=1");
        clock.advance(Duration.ofMinutes(1));

        assertThat(status(id + "?merge_segments=false").getJsonObject("data").getJsonArray("segments"))
                .hasSize(3);
        JsonArray merged =
                status(id + "?merge_segments=true").getJsonObject("data").getJsonArray("segments");
        assertThat(merged).hasSize(1);
        assertThat(merged.getJsonObject(0).getDouble("end")).isEqualTo(6);
        assertStatus(422, client.get("/diarization/task_status/" + id + "?merge_segments=x"));
    }

    @Test
    void wrongParametersAreRefused() throws IOException, InterruptedException {
        assertStatus(
                422,
                client.upload("/diarization/do_diarize?model=palatine_diarize&num_speakers=5", "a.wav", WAV),
                client.upload("/diarization/do_diarize?num_speakers=x", "a.wav", WAV),
                client.upload("/diarization/do_diarize", "a.wav", new byte[0]));
    }
}

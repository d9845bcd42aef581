/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.audio.WavFile;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;

import static org.assertj.core.api.Assertions.assertThat;

class LifeCycleTest extends PalatineTestBase {

    private static final byte[] WAV = WavFile.of(1);
    private static final String STATUS = "/transcribe/task_status/";
    private static final String DONE = "/transcribe/task_done/";
    private static final String DOWNLOAD = "/transcribe/download_as_file/";

    @Override
    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.processingTime(Duration.ofMinutes(10));
    }

    @Test
    void aJobIsPendingForItsTime() throws IOException, InterruptedException {
        String id = client.submit("", "a.wav", WAV);
        clock.advance(Duration.ofMinutes(10).minusMillis(1));

        assertThat(client.get(STATUS + id).body())
                .isEqualTo(
                        "{\"id\":\"" + id
                                + "\",\"created_at\":\"2025-08-26T20:47:17.856937Z\",\"data\":null,\"status\":\"pending\",\"error\":null}");

        clock.advance(Duration.ofMillis(1));
        assertThat(client.status(id).getString("status")).isEqualTo("success");
    }

    @Test
    void jobsRunConcurrently() throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(client.submit("", i + ".wav", WAV));
        }
        clock.advance(Duration.ofMinutes(10));

        for (String id : ids) {
            assertThat(client.status(id).getString("status")).isEqualTo("success");
        }
    }

    @Test
    void aJobMayTakeAFractionOfItsAudio() throws IOException, InterruptedException {
        try (ProviderSimulator proportional =
                ProviderSimulator.builder().clock(clock).realTimeFactor(0.5).start()) {
            PalatineClient other = new PalatineClient(proportional.palatine());
            String id = other.submit("", "a.wav", WavFile.of(4));
            clock.advance(Duration.ofMillis(1999));
            assertThat(other.status(id).getString("status")).isEqualTo("pending");
            clock.advance(Duration.ofMillis(1));
            assertThat(other.status(id).getString("status")).isEqualTo("success");
        }
    }

    @Test
    void anUnfinishedJobIsAConflict() throws IOException, InterruptedException {
        String id = client.submit("", "a.wav", WAV);

        assertStatus(
                409,
                client.get(STATUS + id + "?response_format=srt"),
                client.get(STATUS + id + "?response_format=vtt"),
                client.get(DOWNLOAD + id + "?file_format=srt"),
                client.post(DONE + id));
        palatine.requests().assertNotReleased(id);
    }

    @Test
    void releasingDestroysTheJob() throws IOException, InterruptedException {
        String id = client.submit("", "a.wav", WAV);
        String other = client.submit("", "b.wav", WAV);
        clock.advance(Duration.ofHours(1));

        assertStatus(200, client.post(DONE + id), client.get(STATUS + other));
        assertStatus(
                404, client.get(STATUS + id), client.get(DOWNLOAD + id + "?file_format=txt"), client.post(DONE + id));
        palatine.requests()
                .assertReleased(1)
                .assertReleased(id)
                .assertNotReleased(other)
                .assertCount(PalatineCall.RELEASE, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "nonsense", "%D1%8F"})
    void unknownJobsAreNotFound(String id) throws IOException, InterruptedException {
        assertStatus(
                404, client.get(STATUS + id), client.get(DOWNLOAD + id + "?file_format=srt"), client.post(DONE + id));
    }

    @Test
    void unknownFormatsAreRefused() throws IOException, InterruptedException {
        String id = client.submit("", "a.wav", WAV);
        clock.advance(Duration.ofHours(1));

        assertStatus(
                422,
                client.get(STATUS + id + "?response_format=xml"),
                client.get(DOWNLOAD + id),
                client.get(DOWNLOAD + id + "?file_format=pdf"),
                client.get(DOWNLOAD + id + "?file_format=csv&export_type=lines"));
    }

    @Test
    void audioThatIsSilentOrBrokenFails() throws IOException, InterruptedException {
        assertFails(client.submit("", "silence.wav", WavFile.of(-2)));
        assertFails(client.submit("", "broken.wav", Arrays.copyOf(WAV, 1000)));
        assertFails(client.submit("", "text.wav", "no audio at all".getBytes(StandardCharsets.UTF_8)));
    }

    private void assertFails(String id) throws IOException, InterruptedException {
        assertThat(client.status(id).getString("status")).isEqualTo("pending");
        clock.advance(Duration.ofHours(1));

        JsonObject status = client.status(id);
        assertThat(status.getString("status")).isEqualTo("error");
        assertThat(status.getString("error")).isEqualTo("No recognizable speech");
        assertThat(status.getValue("data")).isNull();
        assertStatus(404, client.get(DOWNLOAD + id + "?file_format=srt"));
        assertStatus(200, client.post(DONE + id));
    }

    @Test
    void theStateOfEachJobIsKnown() throws IOException, InterruptedException {
        String id = client.submit("", "a.wav", WAV);
        client.status(id);
        assertThat(palatine.job(id))
                .hasValue(new SimulatedJob(id, "a.wav", clock.instant(), JobState.PENDING, null, 1, false));

        clock.advance(Duration.ofHours(1));
        client.status(id);
        palatine.requests().assertFetched(id);
        client.post(DONE + id);

        Instant created = clock.instant().minus(Duration.ofHours(1));
        SimulatedJob released = new SimulatedJob(id, "a.wav", created, JobState.RELEASED, null, 2, true);
        assertThat(palatine.job(id)).hasValue(released);
        assertThat(palatine.jobs()).containsExactly(released);
        palatine.requests().assertEveryJobReleased().assertNothingReleasedUnfetched();
        assertThat(palatine.job("other")).isEmpty();
    }
}

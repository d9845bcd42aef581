/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.cameltranscription.examples.failover.SimulatedProvider.PALATINE;
import static io.github.cameltranscription.examples.failover.SimulatedProvider.SHOPOT;
import static org.assertj.core.api.Assertions.assertThat;

/** The first provider refuses connections: recordings from the folder go to the others. */
@QuarkusTest
@TestProfile(ProviderDownTest.Profile.class)
class ProviderDownTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @ConfigProperty(name = "failover.folder")
    Path folder;

    @Inject
    Application application;

    @BeforeEach
    void allIsWell() {
        application.reset();
    }

    @Test
    void theNextAnswers() throws IOException {
        Files.copy(Application.CALL.toPath(), folder.resolve("call.wav"));

        awaitFile("done/call.wav");

        JsonNode transcript = JSON.readTree(folder.resolve("out/call.wav.json").toFile());
        assertThat(transcript.path("provider").asText()).isEqualTo("palatine");
        assertThat(folder.resolve("out/call.wav.srt")).content().contains(" --> ");
        assertThat(application.bought()).containsExactly(0L, 1L, 0L);
        String jobId = transcript.path("jobId").asText();
        Awaitility.await()
                .atMost(LIMIT)
                .untilAsserted(
                        () -> application.simulator().palatine().requests().assertReleased(jobId));
    }

    @Test
    void theThirdAnswersWhenTheNextIsDownToo() {
        application.strike(PALATINE, ProviderFault.TOO_MANY_REQUESTS);

        assertThat(application.transcribe().provider()).isEqualTo("shopot");
    }

    @Test
    void whenAllAreDownTheRecordingIsReportedWithTheLastFailure() throws IOException {
        application.strike(PALATINE, ProviderFault.JOB_THAT_NEVER_ENDS);
        application.strike(SHOPOT, ProviderFault.TOO_MANY_REQUESTS);
        Files.copy(Application.CALL.toPath(), folder.resolve("all-down.wav"));

        JsonNode report = report("all-down.wav");

        assertThat(folder.resolve("error/all-down.wav")).exists();
        assertThat(report.path("provider").asText()).isEqualTo("shopot");
        assertThat(report.path("category").asText()).isEqualTo("RATE_LIMITED");
        assertThat(report.path("failedBefore").findValuesAsText("category"))
                .containsExactly("PROVIDER_UNAVAILABLE", "JOB_TIMED_OUT");
        String timedOut = report.path("failedBefore").path(1).path("jobId").asText();
        assertThat(application.simulator().palatine().job(timedOut)).isPresent();
    }

    @Test
    void aBrokenRecordingIsReportedAndNotPassedOn() throws IOException {
        Files.copy(Path.of("../file-pipeline/recordings/broken.wav"), folder.resolve("broken.wav"));

        JsonNode report = report("broken.wav");

        assertThat(report.path("category").asText()).isEqualTo("JOB_FAILED");
        assertThat(report.path("provider").asText()).isEqualTo("palatine");
        assertThat(report.path("failedBefore").findValuesAsText("provider")).containsExactly("aiesa");
        assertThat(application.asked()).containsExactly(0, 1, 0);
    }

    @Test
    void aTranscriptThatCannotBeWrittenKeepsItsJob() throws IOException {
        // A folder has the name of its subtitles.
        Files.createDirectories(folder.resolve("out/blocked.wav.srt/in the way"));
        Files.copy(Application.CALL.toPath(), folder.resolve("blocked.wav"));

        JsonNode report = report("blocked.wav");

        assertThat(report.path("category").asText()).isEqualTo(ProviderOutcome.LOCAL);
        assertThat(report.path("provider").asText()).isEqualTo("palatine");
        String jobId = report.path("jobId").asText();
        application.simulator().palatine().requests().assertNotReleased(jobId);
        assertThat(application.bought()).containsExactly(0L, 1L, 0L);
    }

    private JsonNode report(String recording) throws IOException {
        String report = "error/" + recording + ".error.json";
        awaitFile(report);
        return JSON.readTree(folder.resolve(report).toFile());
    }

    private void awaitFile(String path) {
        Awaitility.await().atMost(LIMIT).until(() -> Files.exists(folder.resolve(path)));
    }

    /** Nothing listens at the first provider's address. */
    public static class Profile extends FailoverProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("down", "aiesa");
            return overrides;
        }
    }
}

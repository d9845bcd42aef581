/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.simulator.aiesa.AiesaRequests;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** The pipeline with {@code provider=aiesa} and {@code max-cost}: nothing but the properties differs. */
@QuarkusTest
@TestProfile(AiesaPipelineTest.Profile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AiesaPipelineTest {

    @ConfigProperty(name = "pipeline.folder")
    Path folder;

    @Inject
    EmbeddedSimulator simulator;

    @BeforeAll
    void transcribe() throws IOException {
        PipelineProfile.transcribe(folder, "call.wav", "call.ogg");
        // More than a minute, which is billed as two.
        Files.write(folder.resolve("long.wav"), Recordings.wav(41));

        PipelineProfile.awaitEnded(folder, 1, 2);
    }

    @Test
    void aRecordingWithinTheLimitBecomesSubtitles() {
        assertThat(folder.resolve("out/call.wav.srt"))
                .content()
                .contains(" --> ")
                .contains("Добрый");
    }

    @Test
    void aRecordingAboveTheLimitIsRefusedWithBothFigures() {
        assertThat(folder.resolve("error/long.wav")).exists();
        assertThat(folder.resolve("error/long.wav.error.json"))
                .content()
                .contains("INVALID_REQUEST", "would cost 1.4 RUB", "more than maxCost 1.0 RUB")
                .doesNotContain("jobId");
    }

    @Test
    void aRecordingOfUnknownLengthIsRefused() {
        assertThat(folder.resolve("error/call.ogg.error.json"))
                .content()
                .contains("INVALID_REQUEST", "maxCost 1.0 cannot be checked", "length");
    }

    @Test
    void refusedRecordingsAreNotSubmitted() {
        AiesaRequests requests = simulator.started().aiesa().requests();

        requests.assertSubmitted(1);
        assertThat(requests.submissions()).hasSize(1);
        assertThat(simulator.started().aiesa().jobs())
                .extracting(SimulatedJob::fileName)
                .containsExactly("call.wav");
        simulator.started().palatine().requests().assertSubmitted(0);
        simulator.started().shopot().requests().assertSubmitted(0);
    }

    /** AIESA transcribes, with a limit between the price of a recording of one minute and of two. */
    public static class Profile extends PipelineProfile {

        @Override
        String provider() {
            return "aiesa";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = super.getConfigOverrides();
            overrides.put("max-cost", "1");
            return overrides;
        }
    }
}

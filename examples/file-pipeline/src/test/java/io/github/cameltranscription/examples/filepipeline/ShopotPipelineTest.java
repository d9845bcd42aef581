/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.nio.file.Path;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** The pipeline with {@code provider=shopot}: nothing but the property differs. */
@QuarkusTest
@TestProfile(ShopotPipelineTest.Profile.class)
class ShopotPipelineTest {

    @ConfigProperty(name = "pipeline.folder")
    Path folder;

    @Inject
    EmbeddedSimulator simulator;

    @Test
    void aRecordingBecomesSubtitlesAndABrokenOneAReport() throws IOException {
        PipelineProfile.transcribe(folder, "call.wav", "broken.wav");

        PipelineProfile.awaitEnded(folder, 1, 1);

        assertThat(folder.resolve("out/call.wav.srt"))
                .content()
                .contains(" --> ")
                .contains("Добрый");
        assertThat(folder.resolve("error/broken.wav.error.json")).content().contains("JOB_FAILED");
        simulator.started().shopot().requests().assertSubmitted(2);
        simulator.started().palatine().requests().assertSubmitted(0);
    }

    /** Shopot transcribes. */
    public static class Profile extends PipelineProfile {

        @Override
        String provider() {
            return "shopot";
        }
    }
}

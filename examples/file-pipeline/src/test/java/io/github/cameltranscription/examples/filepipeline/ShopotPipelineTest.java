/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

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
        Files.createDirectories(folder.resolve("scripts"));
        Files.copy(Path.of("recordings/scripts/call.wav.txt"), folder.resolve("scripts/call.wav.txt"));
        Files.copy(Path.of("recordings/call.wav"), folder.resolve("call.wav"));
        Files.copy(Path.of("recordings/broken.wav"), folder.resolve("broken.wav"));

        PipelineProfile.awaitEnded(folder, 1, 1);

        assertThat(folder.resolve("out/call.wav.srt"))
                .content()
                .contains(" --> ")
                .contains("Добрый");
        assertThat(folder.resolve("error/broken.wav.error.json")).content().contains("JOB_FAILED");
        simulator.started().shopot().requests().assertSubmitted(2);
        simulator.started().palatine().requests().assertSubmitted(0);
    }

    /** The same pipeline with the other provider. */
    public static class Profile extends PipelineProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("provider", "shopot");
            overrides.put("SHOPOT_API_KEY", "");
            overrides.put("camel.component.shopot.api-key", "simulated");
            overrides.put("camel.component.shopot.initial-delay", "200ms");
            return overrides;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

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

import static org.assertj.core.api.Assertions.assertThat;

/** The pipeline with {@code provider=aiesa} and {@code max-cost}: nothing but the properties differs. */
@QuarkusTest
@TestProfile(AiesaPipelineTest.Profile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AiesaPipelineTest {

    private static final int SAMPLES_PER_SECOND = 8000;
    private static final int SECONDS_PAID_AS_TWO_MINUTES = 61;

    @ConfigProperty(name = "pipeline.folder")
    Path folder;

    @Inject
    EmbeddedSimulator simulator;

    @BeforeAll
    void transcribe() throws IOException {
        Files.createDirectories(folder.resolve("scripts"));
        Files.copy(Path.of("recordings/scripts/call.wav.txt"), folder.resolve("scripts/call.wav.txt"));
        Files.copy(Path.of("recordings/call.wav"), folder.resolve("call.wav"));
        Files.copy(Path.of("recordings/call.ogg"), folder.resolve("length unknown.ogg"));
        writeSilence(folder.resolve("long.wav"), SECONDS_PAID_AS_TWO_MINUTES);

        PipelineProfile.awaitEnded(folder, 1, 2);
    }

    private static void writeSilence(Path file, int seconds) throws IOException {
        byte[] samples = new byte[seconds * SAMPLES_PER_SECOND];
        AudioFormat format = new AudioFormat(SAMPLES_PER_SECOND, Byte.SIZE, 1, false, false);
        try (AudioInputStream audio = new AudioInputStream(new ByteArrayInputStream(samples), format, samples.length)) {
            AudioSystem.write(audio, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    @Test
    void aRecordingThatIsNotTooDearBecomesSubtitles() {
        assertThat(folder.resolve("out/call.wav.srt"))
                .content()
                .contains(" --> ")
                .contains("Добрый");
    }

    @Test
    void oneThatIsTooDearIsRefusedWithBothFigures() {
        assertThat(folder.resolve("error/long.wav")).exists();
        assertThat(folder.resolve("error/long.wav.error.json"))
                .content()
                .contains("INVALID_REQUEST", "would cost 1.4 RUB", "more than maxCost 1.0 RUB")
                .doesNotContain("jobId");
    }

    @Test
    void oneWhosePriceCannotBeKnownIsRefusedToo() {
        assertThat(folder.resolve("error/length unknown.ogg.error.json"))
                .content()
                .contains("INVALID_REQUEST", "maxCost 1.0 cannot be checked", "length");
    }

    @Test
    void nothingIsSubmittedOfWhatIsRefused() {
        AiesaRequests requests = simulator.started().aiesa().requests();

        requests.assertSubmitted(1);
        assertThat(requests.submissions()).hasSize(1);
        assertThat(simulator.started().aiesa().jobs())
                .extracting(SimulatedJob::fileName)
                .containsExactly("call.wav");
        simulator.started().palatine().requests().assertSubmitted(0);
        simulator.started().shopot().requests().assertSubmitted(0);
    }

    /** A limit between the price of a recording of one minute and of two. */
    public static class Profile extends PipelineProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("provider", "aiesa");
            overrides.put("max-cost", "1");
            overrides.put("AIESA_PUBLIC_KEY", "");
            overrides.put("AIESA_SECRET_KEY", "");
            overrides.put("camel.component.aiesa.public-key", "simulated");
            overrides.put("camel.component.aiesa.secret-key", "simulated");
            overrides.put("camel.component.aiesa.initial-delay", "200ms");
            return overrides;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.palatine.PalatineRequests;

import static org.assertj.core.api.Assertions.assertThat;

/** The recordings of the example, and two more that fail in other ways, through the whole pipeline. */
@QuarkusTest
@TestProfile(PipelineProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FilePipelineTest {

    private static final Path SHIPPED = Path.of("recordings");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "pipeline.folder")
    Path folder;

    @Inject
    EmbeddedSimulator simulator;

    @BeforeAll
    void transcribe() throws IOException {
        // A folder has the name of its subtitles.
        Files.createDirectories(folder.resolve("out/blocked.wav.srt/in the way"));
        copy(SHIPPED.resolve("scripts"), folder.resolve("scripts"));
        copy(SHIPPED, folder);
        Files.delete(folder.resolve("README.md"));
        Files.copy(SHIPPED.resolve("call.wav"), folder.resolve("blocked.wav"));
        Files.createFile(folder.resolve("empty.wav"));
        Files.writeString(folder.resolve("notes.txt"), "not a recording");

        PipelineProfile.awaitEnded(folder, 3, 3);
        // A job is released after its recording has been moved.
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> simulated()
                .assertReleased(3));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"call.wav, call.wav.txt", "call.ogg, call.ogg.txt", "Прогноз погоды.mp3, Прогноз погоды.txt"})
    void becomesTextSubtitlesAndJson(String recording, String script) throws IOException {
        String spoken =
                Files.readString(folder.resolve("scripts").resolve(script)).strip();

        assertThat(out(recording, "txt")).isEqualTo(spoken);
        String srt = out(recording, "srt");
        assertThat(srt).startsWith("1\n00:00:0").contains(" --> ");
        assertThat(wordsOf(srt)).containsSubsequence(spoken.split("\\s+"));
        String vtt = out(recording, "vtt");
        assertThat(vtt).startsWith("WEBVTT\n\n00:00:0");
        assertThat(wordsOf(vtt)).containsSubsequence(spoken.split("\\s+"));
        JsonNode json = JSON.readTree(out(recording, "json"));
        assertThat(json.path("text").asText()).isEqualTo(spoken);
        assertThat(json.path("segments")).isNotEmpty();
        simulated().assertReleased(json.path("jobId").asText());
    }

    @Test
    void everyRecordingEndsInItsPlace() throws IOException {
        assertThat(files(folder)).containsExactlyInAnyOrder("notes.txt", "pipeline.log");
        assertThat(files(folder.resolve("done")))
                .containsExactlyInAnyOrder("call.wav", "call.ogg", "Прогноз погоды.mp3");
        assertThat(files(folder.resolve("error")))
                .containsExactlyInAnyOrder(
                        "broken.wav",
                        "broken.wav.error.json",
                        "empty.wav",
                        "empty.wav.error.json",
                        "blocked.wav",
                        "blocked.wav.error.json");
        assertThat(files(folder.resolve("out"))).noneMatch(name -> name.endsWith(".part"));
    }

    @Test
    void sameNameInAnotherFormatIsAnotherRecording() throws IOException {
        assertThat(out("call.wav", "txt")).isNotEqualTo(out("call.ogg", "txt"));
    }

    @Test
    void brokenRecordingIsReportedWithItsJob() throws IOException {
        JsonNode report = report("broken.wav");

        assertThat(report.path("file").asText()).isEqualTo("broken.wav");
        assertThat(report.path("category").asText()).isEqualTo("JOB_FAILED");
        assertThat(report.path("message").asText()).isEqualTo("No recognizable speech");
        assertThat(report.path("retriable").isBoolean()).isTrue();
        assertThat(report.path("retriable").asBoolean()).isFalse();
        assertThat(simulator.started().palatine().job(report.path("jobId").asText()))
                .hasValueSatisfying(job -> assertThat(job.fileName()).isEqualTo("broken.wav"));
        assertThat(Files.mismatch(folder.resolve("error/broken.wav"), SHIPPED.resolve("broken.wav")))
                .isEqualTo(-1);
    }

    @Test
    void emptyRecordingIsReportedWithoutAJob() throws IOException {
        JsonNode report = report("empty.wav");

        assertThat(report.path("category").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(report.path("message").asText()).isNotBlank();
        assertThat(report.has("jobId")).isFalse();
    }

    @Test
    void recordingWhoseResultsCannotAllBeWrittenKeepsItsJob() throws IOException {
        JsonNode report = report("blocked.wav");

        assertThat(report.path("category").asText()).isEqualTo(FileOutcome.LOCAL);
        assertThat(report.path("message").asText()).contains("blocked.wav.srt");
        simulated().assertNotReleased(report.path("jobId").asText());
    }

    @Test
    void everyTranscriptIsPaidAndFetchedOnce() {
        simulated()
                .assertSubmitted(5)
                .assertReleased(3)
                .assertNothingReleasedUnfetched()
                .assertAllAuthorized()
                .assertCount(PalatineCall.DOWNLOAD, 0);
    }

    private PalatineRequests simulated() {
        return simulator.started().palatine().requests();
    }

    private String out(String recording, String extension) throws IOException {
        return Files.readString(folder.resolve("out").resolve(recording + "." + extension));
    }

    private JsonNode report(String recording) throws IOException {
        return JSON.readTree(
                folder.resolve("error").resolve(recording + ".error.json").toFile());
    }

    private static List<String> wordsOf(String subtitles) {
        return List.of(subtitles.split("\\s+"));
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }
}

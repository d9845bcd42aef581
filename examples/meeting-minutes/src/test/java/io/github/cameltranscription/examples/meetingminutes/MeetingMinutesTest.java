/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** The recordings of the file pipeline, one of which cannot be transcribed; another one cannot be summarised. */
@QuarkusTest
@TestProfile(MinutesProfile.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingMinutesTest {

    private static final Path RECORDINGS = Path.of("../file-pipeline/recordings");

    @ConfigProperty(name = "minutes.folder")
    Path folder;

    @Inject
    EmbeddedSimulator simulator;

    @BeforeAll
    void makeMinutes() throws IOException {
        Path scripts = RECORDINGS.resolve("scripts");
        for (String script : new String[] {"call.wav.txt", "call.ogg.txt", "Прогноз погоды.txt"}) {
            Files.copy(scripts.resolve(script), folder.resolve("scripts").resolve(script));
        }
        palatine()
                .faults()
                .onSummarizeText()
                .status(422)
                .body("{\"detail\":\"too long\"}", "application/json")
                .once();
        // Alone, so that the fault concerns its summary.
        Files.copy(RECORDINGS.resolve("call.ogg"), folder.resolve("call.ogg"));
        awaitMoved("call.ogg");
        // A folder has the name of its minutes.
        Files.createDirectories(folder.resolve("out/blocked.wav.md/in the way"));
        Files.copy(RECORDINGS.resolve("call.wav"), folder.resolve("blocked.wav"));
        for (String recording : new String[] {"call.wav", "Прогноз погоды.mp3", "broken.wav"}) {
            Files.copy(RECORDINGS.resolve(recording), folder.resolve(recording));
        }
        awaitMoved("blocked.wav", "call.wav", "Прогноз погоды.mp3", "broken.wav");
    }

    private void awaitMoved(String... recordings) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Stream.of(recordings)
                .allMatch(recording -> Files.exists(folder.resolve("done").resolve(recording))
                        || Files.exists(folder.resolve("error").resolve(recording + ".error.json"))));
    }

    private PalatineSimulator palatine() {
        return simulator.started().palatine();
    }

    @Test
    void aMeetingBecomesMinutesAndWhoSaidWhat() throws IOException {
        String document = Files.readString(folder.resolve("out/Прогноз погоды.mp3.md"));
        String spoken =
                Files.readString(folder.resolve("scripts/Прогноз погоды.txt")).strip();

        assertThat(document)
                .startsWith(
                        "# Прогноз погоды.mp3\n\n## Minutes\n\n[simulated meeting_summary of 17 words] Сегодня днём")
                .contains("\n\n## Who said what\n\n**SPEAKER\\_00, 0:00:0")
                .contains("\n\n**SPEAKER\\_01, 0:00:0");
        assertThat(document.substring(document.indexOf("Who said what")).split("\\s+"))
                .containsSubsequence(spoken.split("\\s+"));
    }

    @Test
    void everyRecordingEndsInItsPlace() throws IOException {
        assertThat(files("out")).containsExactlyInAnyOrder("call.wav.md", "blocked.wav.md", "Прогноз погоды.mp3.md");
        assertThat(files("done")).containsExactlyInAnyOrder("call.wav", "Прогноз погоды.mp3");
        assertThat(files("error"))
                .containsExactlyInAnyOrder(
                        "blocked.wav",
                        "blocked.wav.error.json",
                        "broken.wav",
                        "broken.wav.error.json",
                        "call.ogg",
                        "call.ogg.error.json");
    }

    @Test
    void aRecordingThatCannotBeTranscribedIsReported() throws IOException {
        JsonNode report = report("broken.wav");

        assertThat(report.path("operation").asText()).isEqualTo("transcribe");
        assertThat(report.path("category").asText()).isEqualTo("JOB_FAILED");
        assertThat(report.path("message").asText()).isEqualTo("No recognizable speech");
        assertThat(palatine().job(report.path("transcriptJobId").asText()))
                .hasValueSatisfying(job -> assertThat(job.fileName()).isEqualTo("broken.wav"));
        assertThat(report.has("summaryJobId")).isFalse();
    }

    /** The transcript was paid for: it stays at Palatine, and the report has its job id. */
    @Test
    void aTranscriptThatCannotBeSummarisedIsKept() throws IOException {
        JsonNode report = report("call.ogg");

        assertThat(report.path("operation").asText()).isEqualTo("summarize");
        assertThat(report.path("category").asText()).isEqualTo("INVALID_REQUEST");
        assertThat(report.path("message").asText()).isEqualTo("too long");
        assertThat(report.has("summaryJobId")).isFalse();
        palatine().requests().assertNotReleased(report.path("transcriptJobId").asText());
    }

    @Test
    void minutesThatCannotBeWrittenKeepTheirJobs() throws IOException {
        JsonNode report = report("blocked.wav");

        assertThat(report.path("category").asText()).isEqualTo(MinutesOutcome.LOCAL);
        assertThat(report.path("message").asText()).contains("blocked.wav.md");
        palatine()
                .requests()
                .assertNotReleased(report.path("transcriptJobId").asText())
                .assertNotReleased(report.path("summaryJobId").asText());
    }

    @Test
    void eachJobIsPaidOnceAndReleasedWhenTheMinutesAreWritten() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> palatine().requests().assertReleased(4));
        palatine()
                .requests()
                .assertCount(PalatineCall.SUBMIT, 5)
                .assertCount(PalatineCall.SUMMARIZE_TEXT, 4)
                .assertCount(PalatineCall.SUMMARIZE, 0)
                .assertNothingReleasedUnfetched();
    }

    private Set<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(name))) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private JsonNode report(String recording) throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("error")
                        .resolve(recording + ".error.json")
                        .toFile());
    }
}

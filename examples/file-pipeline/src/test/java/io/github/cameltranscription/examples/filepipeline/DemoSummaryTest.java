/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DemoSummaryTest {

    private static final Path FOLDER = Path.of("demo").toAbsolutePath();
    private static final FileOutcome CALL = new FileOutcome("call.wav", null, null, "job-1");
    private static final FileOutcome BROKEN = new FileOutcome("broken.wav", "JOB_FAILED", "No speech", "job-2");
    private static final FileOutcome REFUSED = new FileOutcome("talk.mp3", "AUTHENTICATION", "Wrong key", null);

    @Test
    void brokenRecordingThatFailsIsNoFailure() {
        DemoSummary summary = summary(CALL, BROKEN);

        assertThat(summary.toString().lines())
                .containsExactly(
                        "",
                        "  broken.wav  JOB_FAILED   job job-2",
                        "    No speech",
                        "  call.wav    transcribed  job job-1",
                        "1 transcribed, 1 failed as intended",
                        "Results:  " + FOLDER.resolve("out"),
                        "Failures: " + FOLDER.resolve("error"));
        assertThat(summary.exitCode()).isZero();
    }

    @Test
    void anotherRecordingThatFailsIsAFailure() {
        DemoSummary summary = summary(CALL, BROKEN, REFUSED);

        assertThat(summary.toString())
                .contains("talk.mp3    AUTHENTICATION  no job")
                .contains("1 transcribed, 1 failed as intended, 1 failed");
        assertThat(summary.exitCode()).isEqualTo(1);
    }

    @Test
    void brokenRecordingThatIsTranscribedIsAFailure() {
        DemoSummary summary = summary(CALL, new FileOutcome("broken.wav", null, null, "job-2"));

        assertThat(summary.toString()).contains("2 transcribed, 1 of them broken on purpose");
        assertThat(summary.exitCode()).isEqualTo(1);
    }

    private static DemoSummary summary(FileOutcome... outcomes) {
        return new DemoSummary(List.of(outcomes), "broken.wav"::equals, FOLDER);
    }
}

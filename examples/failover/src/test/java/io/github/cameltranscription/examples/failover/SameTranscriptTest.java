/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.examples.failover.SimulatedProvider.AIESA;
import static org.assertj.core.api.Assertions.assertThat;

/** Each provider gives the same transcript, because the simulators give the same words at the same times. */
@QuarkusTest
@TestProfile(FailoverProfile.class)
class SameTranscriptTest {

    private static final Path SCRIPT = Path.of("../file-pipeline/recordings/scripts/call.wav.txt");

    @Inject
    Application application;

    @Test
    void whicheverProviderAnswers() throws IOException {
        application.reset();
        Files.copy(SCRIPT, application.scripts().resolve("call.wav.txt"));

        Map<SimulatedProvider, Transcript> transcripts = application.transcribeByEach();

        Transcript first = transcripts.get(AIESA);
        assertThat(first.text()).isEqualTo(Files.readString(SCRIPT).strip());
        assertThat(first.segments()).hasSizeGreaterThan(1);
        transcripts.forEach((provider, transcript) -> {
            assertThat(transcript.provider()).isEqualTo(provider.scheme());
            assertThat(transcript.raw()).isNotBlank();
            assertThat(heard(transcript)).isEqualTo(heard(first));
        });
        assertThat(transcripts.values()).extracting(Transcript::jobId).doesNotHaveDuplicates();
    }

    /** What is independent of the provider. No speakers were requested, and without them only AIESA gives words. */
    private static Transcript heard(Transcript transcript) {
        return new Transcript(
                null,
                null,
                transcript.language(),
                transcript.duration(),
                transcript.text(),
                transcript.segments().stream()
                        .map(segment -> Segment.of(segment.start(), segment.end(), segment.speaker(), segment.text()))
                        .toList(),
                transcript.summary(),
                transcript.analysis(),
                null);
    }
}

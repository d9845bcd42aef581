/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

import static io.github.cameltranscription.examples.failover.SimulatedProvider.AIESA;
import static io.github.cameltranscription.examples.failover.SimulatedProvider.PALATINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** As {@link SameTranscriptTest}, with speakers, and with the words of the two providers that then give them. */
@QuarkusTest
@TestProfile(SameSpeakersTest.Profile.class)
class SameSpeakersTest {

    @Inject
    Application application;

    @Test
    void whicheverProviderAnswers() {
        application.reset();

        Map<SimulatedProvider, Transcript> transcripts = application.transcribeByEach();

        Transcript first = transcripts.get(AIESA);
        assertThat(first.segments()).extracting(Segment::speaker).contains("SPEAKER_00", "SPEAKER_01");
        assertThat(transcripts.values()).allSatisfy(transcript -> {
            assertThat(transcript.text()).isEqualTo(first.text());
            assertThat(segments(transcript)).isEqualTo(segments(first));
        });
        assertThat(words(first)).isNotEmpty();
        assertThat(words(transcripts.get(PALATINE))).isEqualTo(words(first));
    }

    private static List<Tuple> segments(Transcript transcript) {
        return transcript.segments().stream()
                .map(segment -> tuple(segment.start(), segment.end(), segment.speaker(), segment.text()))
                .toList();
    }

    private static List<List<Tuple>> words(Transcript transcript) {
        return transcript.segments().stream()
                .map(segment ->
                        segment.words().stream().map(SameSpeakersTest::heard).toList())
                .toList();
    }

    /** Without the confidence, which differs between providers. */
    private static Tuple heard(Word word) {
        return tuple(word.start(), word.end(), word.text());
    }

    /** All providers distinguish speakers. */
    public static class Profile extends FailoverProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("camel.component.aiesa.enable-diarization", "true");
            overrides.put("camel.component.palatine.diarization-model", "auto");
            overrides.put("camel.component.shopot.disable-diarization", "false");
            return overrides;
        }
    }
}

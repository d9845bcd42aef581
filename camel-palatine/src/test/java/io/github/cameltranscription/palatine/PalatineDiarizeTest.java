/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineDiarizeTest extends PalatineTestSupport {

    @Test
    void segmentsHaveSpeakersAndTimesWithoutText() {
        Transcript transcript = body(
                "palatine:diarize?speakers=2&diarizationModel=palatine_diarize", Recordings.wav(3), Transcript.class);

        assertThat(transcript.text()).isEmpty();
        assertThat(transcript.segments()).isNotEmpty().allSatisfy(segment -> {
            assertThat(segment.speaker()).isNotBlank();
            assertThat(segment.end()).isGreaterThan(segment.start());
        });
        assertThat(palatine.requests()
                        .of(PalatineCall.DIARIZATION_SUBMIT)
                        .get(0)
                        .queryParameters())
                .containsEntry("num_speakers", List.of("2"))
                .containsEntry("model", List.of("palatine_diarize"));
        assertThat(palatine.requests()
                        .of(PalatineCall.DIARIZATION_STATUS)
                        .get(0)
                        .queryParameter("merge_segments"))
                .isEqualTo("true");
        Awaitility.await().untilAsserted(() -> assertThat(palatine.requests().count(PalatineCall.DIARIZATION_RELEASE))
                .isEqualTo(1));
    }

    @Test
    void aLinkIsDiarized() {
        Transcript reply = body(
                "palatine:diarize?diarizationModel=palatine_diarize_multi&maxSpeakers=6&sourceUrl=https://example.com/a.mp3",
                null,
                Transcript.class);

        assertThat(reply.segments()).isNotEmpty();
        RecordedRequest submission =
                palatine.requests().of(PalatineCall.DIARIZATION_SUBMIT_BY_URL).get(0);
        assertThat(submission.body()).isEqualTo("{\"source_url\":\"https://example.com/a.mp3\"}");
        assertThat(submission.queryParameters())
                .containsEntry("model", List.of("palatine_diarize_multi"))
                .containsEntry("max_speakers", List.of("6"));
    }
}

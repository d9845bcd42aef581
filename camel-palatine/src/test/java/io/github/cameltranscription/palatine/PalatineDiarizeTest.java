/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineDiarizeTest extends PalatineTestSupport {

    @Test
    void speakersAreTimedWithoutText() {
        Exchange reply = send("palatine:diarize?speakers=2&diarizationModel=palatine_diarize", Recordings.wav(3));

        assertThat(reply.getException()).isNull();
        Transcript transcript = reply.getMessage().getBody(Transcript.class);
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
    void aLinkIsRefused() {
        Exchange reply = send("palatine:diarize?sourceUrl=https://example.com/a.mp3", null);

        assertThat(reply.getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("diarize takes an upload");
    }
}

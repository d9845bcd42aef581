/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.aiesa.AiesaFailureSign;
import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VariantsContract;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operation means the same against both versions of AIESA's API, and against mixtures of their shapes. */
class AiesaVariantsTest extends AiesaTestSupport implements VariantsContract {

    @Override
    public String scheme() {
        return "aiesa";
    }

    static Stream<Object> variants() {
        return Stream.concat(Stream.of((Object[]) AiesaVariant.values()), Stream.of(1L, 2L, 3L, 4L));
    }

    @Override
    public String play(Object variant) {
        if (variant instanceof AiesaVariant named) {
            aiesa.variant(named);
        } else {
            aiesa.mixedVariants((Long) variant);
        }
        return "baseUrl=" + aiesa.baseUrl();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void recordingsAreTranscribed(Object variant) {
        String baseUrl = play(variant);

        Transcript transcript =
                body("aiesa:transcribe?enableDiarization=true&" + baseUrl, Recordings.wav(2), Transcript.class);
        assertThat(transcript.text()).isEqualTo(TEXT);
        assertThat(transcript.segments())
                .extracting(Segment::text)
                .containsExactly("[simulated speech 1]", "[simulated speech 2]");
        if (variant == AiesaVariant.V2) {
            assertThat(transcript.speakers()).containsOnlyKeys("SPEAKER_01", "SPEAKER_02");
            assertThat(body(
                            "aiesa:transcribe?enableDiarization=true&outputFormat=srt&" + baseUrl,
                            Recordings.wav(2),
                            String.class))
                    .contains("[simulated name 1]: [simulated");
        }
        TranscriptionJob job =
                body("aiesa:submit?" + baseUrl, URI.create("https://example.com/a.mp3"), TranscriptionJob.class);
        Awaitility.await()
                .until(() ->
                        body("aiesa:status?" + baseUrl, job, JobStatus.class).state() == JobState.DONE);
        assertThat(body("aiesa:await?" + baseUrl, job, Transcript.class).text()).contains("[simulated speech 1]");
        assertThat(body("aiesa:await?resultType=text&" + baseUrl, job, String.class))
                .contains("[simulated speech 1]");
        assertThat(body("aiesa:download?resultType=pdf&" + baseUrl, job, byte[].class))
                .startsWith('%', 'P', 'D', 'F');
        assertThat((Map<?, ?>) body("aiesa:await?resultType=links&" + baseUrl, job, Map.class))
                .hasSize(3);
        assertThat(body("aiesa:calculate?duration=01:00&" + baseUrl, null, AiesaCost.class)
                        .minutesBilled())
                .isEqualTo(1);
        assertThat(body("aiesa:models?" + baseUrl, null, String.class)).contains("gpt-oss");
    }

    @ParameterizedTest
    @EnumSource(AiesaFailureSign.class)
    void failuresAreFailures(AiesaFailureSign sign) {
        aiesa.failureSign(sign);
        for (AiesaVariant variant : AiesaVariant.values()) {
            String baseUrl = play(variant);
            aiesa.faults().onProcessing().error("Worker died").once();

            Exchange failed = send("aiesa:transcribe?" + baseUrl, Recordings.wav(1));
            assertThat(failed.getException()).isInstanceOf(JobFailedException.class);
            assertThat(jobId(failed)).isNotNull();
            if (variant == AiesaVariant.V1) {
                assertThat(failed.getException()).hasMessageContaining("Worker died");
            }
        }
    }
}

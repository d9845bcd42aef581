/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.aiesa.AiesaFailureSign;
import io.github.cameltranscription.simulator.aiesa.AiesaVariant;
import io.github.cameltranscription.testing.OpenRecords;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operation means the same against both versions of AIESA's API, and against mixtures of their shapes. */
class AiesaVariantsTest extends AiesaTestSupport {

    private static final String TEXT = "[simulated speech 1] [simulated speech 2]";

    static Stream<Object> variants() {
        return Stream.concat(Stream.of((Object[]) AiesaVariant.values()), Stream.of(1L, 2L, 3L, 4L));
    }

    private String play(Object variant) {
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
            assertThat(failed.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                    .isNotNull();
            if (variant == AiesaVariant.V1) {
                assertThat(failed.getException()).hasMessageContaining("Worker died");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("variants")
    void whatOneRouteSubmitsAnotherOneEmits(Object variant) throws Exception {
        String baseUrl = play(variant);
        MemoryJobRepository repository = new MemoryJobRepository();
        List<String> emitted = new CopyOnWriteArrayList<>();
        context.getRegistry().bind("jobs", repository);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("aiesa:results?jobRepository=#jobs&delay=50&outputFormat=text&" + baseUrl)
                        .process(exchange -> emitted.add(exchange.getMessage().getBody(String.class)));
            }
        });

        Exchange submitted = send(
                "aiesa:submit?jobRepository=#jobs&" + baseUrl,
                Recordings.wav(2),
                Map.of(TranscriptionConstants.JOB_KEY, "talk"));
        assertThat(submitted.getException()).isNull();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> emitted.size() == 1 && OpenRecords.of(repository).isEmpty());
        assertThat(emitted).containsExactly(TEXT);
    }

    private <T> T body(String uri, Object body, Class<T> type) {
        Exchange reply = send(uri, body, Map.of());
        assertThat(reply.getException()).isNull();
        return reply.getMessage().getBody(type);
    }
}

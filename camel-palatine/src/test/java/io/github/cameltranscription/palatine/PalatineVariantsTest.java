/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.net.URI;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.simulator.palatine.PalatineVariant;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VariantsContract;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operation has the same result with every shape of Palatine's answers, and with mixtures of them. */
class PalatineVariantsTest extends PalatineTestSupport implements VariantsContract {

    @Override
    public String scheme() {
        return "palatine";
    }

    static Stream<Object> variants() {
        return Stream.concat(Stream.of((Object[]) PalatineVariant.values()), Stream.of(1L, 2L, 3L));
    }

    @Override
    public String play(Object variant) {
        if (variant instanceof PalatineVariant named) {
            palatine.variant(named);
        } else {
            palatine.mixedVariants((Long) variant);
        }
        return "baseUrl=" + palatine.baseUrl();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void recordingsAreTranscribed(Object variant) {
        play(variant);

        Transcript transcript = body("palatine:transcribe?diarizationModel=auto", Recordings.wav(2), Transcript.class);
        assertThat(transcript.text()).isEqualTo(TEXT);
        assertThat(transcript.segments()).extracting(Segment::speaker).containsExactly("SPEAKER_00", "SPEAKER_01");
        assertThat(transcript.segments())
                .allSatisfy(segment -> assertThat(segment.words()).isNotEmpty());

        TranscriptionJob job = body("palatine:submit", Recordings.wav(2), TranscriptionJob.class);
        Awaitility.await()
                .until(() -> body("palatine:status", job, JobStatus.class).state() == JobState.DONE);
        assertThat(body("palatine:await?outputFormat=srt", job, String.class)).contains("[simulated speech 2]");
        assertThat(body("palatine:transcribe", URI.create("https://example.com/a.mp3"), Transcript.class)
                        .segments())
                .isNotEmpty();
        assertThat(body("palatine:openai-transcription", Recordings.wav(2), Transcript.class)
                        .text())
                .isEqualTo(TEXT);
        assertThat(body("palatine:diarize", Recordings.wav(2), Transcript.class).segments())
                .extracting(Segment::speaker)
                .containsExactly("SPEAKER_00", "SPEAKER_01");
        Awaitility.await().untilAsserted(() -> palatine.requests().assertEveryJobReleased());
        palatine.requests().assertNothingReleasedUnfetched();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void jobsAreDownloadedAndDone(Object variant) {
        play(variant);
        TranscriptionJob job = body("palatine:submit", Recordings.wav(1), TranscriptionJob.class);

        assertThat(body("palatine:download?fileFormat=txt", job, String.class)).contains("[simulated speech 1]");
        sent("palatine:done", job);
        assertThat(palatine.requests().releasedJobs()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void recordingsAreAnalysed(Object variant) {
        play(variant);

        PalatineSummary minutes = body("palatine:summarize", Recordings.wav(2), PalatineSummary.class);
        assertThat(minutes.text()).startsWith("[simulated meeting_summary of 6 words] [simulated speech 1]");
        assertThat(minutes.meeting().title()).startsWith("[simulated meeting_summary");
        if (variant == PalatineVariant.NEWEST) {
            assertThat(minutes.text()).contains("Decisions:\n- [simulated decisions_made]");
            assertThat(minutes.meeting().questions()).hasSize(1);
        }
        assertThat(body("palatine:summarize?task=user_prompt&prompt=risks", "A text.", String.class))
                .contains("asked for: risks");
        PalatineSentiment sentiment = body("palatine:sentiment", Recordings.wav(2), PalatineSentiment.class);
        assertThat(sentiment.label()).isEqualTo("Neutral");
        assertThat(sentiment.classes()).hasSize(5);
        assertThat(body("palatine:balance", null, PalatineBalance.class).amount())
                .isEqualTo(1500.5);
    }

    @ParameterizedTest
    @MethodSource("variants")
    void failuresAreFailures(Object variant) {
        play(variant);
        palatine.faults().onProcessing().error("Worker died").once();
        palatine.faults().onProcessing().insufficientBalance().once();

        Exchange failed = send("palatine:transcribe", Recordings.wav(1));
        assertThat(failed.getException()).isInstanceOf(JobFailedException.class).hasMessageContaining("Worker died");
        assertThat(jobId(failed)).isNotNull();
        assertThat(send("palatine:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
        palatine.requests().assertReleased(0);
    }
}

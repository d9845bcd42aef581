/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.simulator.ManualClock;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.simulator.aiesa.AiesaResult;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaJobsTest extends AiesaTestSupport {

    private final ManualClock time = new ManualClock(Instant.now());

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.clock(time);
    }

    @Test
    void thePriceOfTheJobIsInTheHeadersOfAwait() {
        Exchange submitted = send("aiesa:submit", Recordings.wav(2));

        Exchange awaited = send("aiesa:await", submitted.getMessage().getBody());

        assertThat(submitted.getMessage().getHeaders())
                .containsEntry(AiesaConstants.NEED_CONFIRM, true)
                .containsEntry(AiesaConstants.PRIORITY, "queue");
        assertThat(awaited.getMessage().getHeaders())
                .containsEntry(AiesaConstants.COST, 0.7)
                .containsEntry(AiesaConstants.MINUTES_BILLED, 1);
    }

    /** The priority changes when the transcript comes, not the transcript. */
    @Test
    void theSameRecordingIsBoughtOnceWhateverItsPriority() {
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        String submit = "aiesa:submit?jobRepository=#jobs&jobKey=content";
        String queued = jobId(send(submit + "&priority=queue", Recordings.wav(1)));

        assertThat(jobId(send(submit + "&priority=lightning", Recordings.wav(1))))
                .isEqualTo(queued);
        assertThat(jobId(send(submit, Recordings.wav(1), Map.of(AiesaConstants.PRIORITY, "lightning"))))
                .isEqualTo(queued);
        aiesa.requests().assertSubmitted(1);

        assertThat(jobId(send(submit + "&enableDiarization=true", Recordings.wav(1))))
                .isNotEqualTo(queued);
        aiesa.requests().assertSubmitted(2);
    }

    @Test
    void aJobIsFollowedFromTheQueueToItsEnd() {
        aiesa.faults().onProcessing().processingTime(Duration.ofSeconds(300)).once();
        String jobId = submit();

        assertStatus(jobId, JobState.PENDING, 0);
        time.advance(Duration.ofSeconds(150));
        assertStatus(jobId, JobState.PENDING, 25);
        time.advance(Duration.ofSeconds(150));
        Exchange done = assertStatus(jobId, JobState.DONE, 100);

        assertThat(done.getMessage().getHeaders())
                .containsEntry(AiesaConstants.COST, 0.7)
                .containsEntry(AiesaConstants.MINUTES_BILLED, 1);
        aiesa.requests().assertCount(AiesaCall.STATUS, 3).assertCount(AiesaCall.RESULT, 0);
    }

    private Exchange assertStatus(String jobId, JobState state, int progress) {
        Exchange reply = send("aiesa:status", null, about(jobId));
        JobStatus status = reply.getMessage().getBody(JobStatus.class);
        assertThat(status.state()).isEqualTo(state);
        assertThat(status.progress()).isEqualTo(progress);
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.STATUS, state.name())
                .containsEntry(TranscriptionConstants.PROGRESS, progress);
        return reply;
    }

    /** The documented words, two for failures, and words that no document has. */
    @ParameterizedTest
    @CsvSource({
        "pending, 0, , PENDING",
        "processing, 65, , PENDING",
        "completed, 100, , DONE",
        "COMPLETED, 100, , DONE",
        "completed, 100, two words were hard to hear, DONE",
        "completed, , two words were hard to hear, DONE",
        "failed, , , FAILED",
        "failed, 65, out of memory, FAILED",
        "Error, 65, out of memory, FAILED",
        "processing, , out of memory, FAILED",
        "processing, 0, out of memory, FAILED",
        ", , out of memory, FAILED",
        "processing, 65, chunk 3 is tried again, PENDING",
        "processing, , '', PENDING",
        "waiting_for_confirmation, , , PENDING"
    })
    void everyStatusIsUnderstood(String word, Integer progress, String error, JobState state) {
        String results = state == JobState.DONE ? "{\"text\":\"" + aiesa.cdnUrl() + "/text.txt\"}" : "null";
        nextStatus("{\"data\":{\"id\":\"1\",\"status\":" + quoted(word) + ",\"progress\":" + progress
                + ",\"error_message\":" + quoted(error) + ",\"results\":" + results + "}}");

        JobStatus status = body("aiesa:status", null, about("1"), JobStatus.class);

        assertThat(status.state()).isEqualTo(state);
        assertThat(status.reason()).isEqualTo(state == JobState.FAILED ? error : null);
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    @ParameterizedTest
    @EnumSource
    void aDownloadIsTheFileThatAiesaMade(AiesaResult kind) {
        String jobId = submit();

        Exchange reply = send("aiesa:download?resultType=" + kind.name().toLowerCase(), null, about(jobId));

        assertThat(reply.getMessage().getBody(byte[].class)).isEqualTo(aiesa.result(jobId, kind));
        assertThat(reply.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class))
                .startsWith(
                        switch (kind) {
                            case TEXT -> "text/plain";
                            case JSON -> "application/json";
                            case PDF -> "application/pdf";
                        });
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(AiesaConstants.COST, 0.7)
                .containsEntry(TranscriptionConstants.LANGUAGE, "ru")
                .containsEntry(TranscriptionConstants.DURATION, 1.5);
        aiesa.requests().assertNoSignedHeadersOnCdn();
    }

    @Test
    void aDownloadWaitsForItsJobAndTakesItsJson() {
        aiesa.faults()
                .onStatus()
                .body("{\"data\":{\"status\":\"processing\"}}", JSON)
                .times(2);
        String submitted = body("aiesa:submit", Recordings.wav(1), String.class);

        Exchange reply = send("aiesa:download?resultType=text", submitted);

        assertThat(reply.getMessage().getBody(String.class)).isEqualTo("[simulated speech 1]");
        aiesa.requests().assertCount(AiesaCall.STATUS, 3);
    }

    @Test
    void theModelsAreTheJsonUnchanged() {
        String odd = "{ \"models\" : [\"модель\"] }";
        aiesa.faults().onModels().body(odd, JSON).once();

        Exchange reply = sent("aiesa:models", null);

        assertThat(reply.getMessage().getBody()).isEqualTo(odd);
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.PROVIDER, "aiesa")
                .containsEntry(Exchange.CONTENT_TYPE, JSON);
    }

    @Test
    void theModelsAreRequestedAgainAfterAFailure() {
        aiesa.faults().onModels().reset().once();

        assertThat(body("aiesa:models", "whatever", String.class)).contains("gpt-oss:20b");
        aiesa.requests().assertCount(AiesaCall.MODELS, 2);
    }

    @Test
    void aDownloadNeedsAJob() {
        assertRefused(send("aiesa:download", null), ErrorCategory.INVALID_REQUEST, "the message names no job");
        assertThat(aiesa.requests().all()).isEmpty();
    }

    @Test
    void theLanguageAndLengthOfTheTranscriptOverrideThoseOfTheJob() {
        String jobId = submit();
        nextResult("{\"text\":\"Hello\",\"language\":\"en\",\"duration\":1.25}");

        Exchange reply = send("aiesa:await", null, about(jobId));

        assertThat(reply.getMessage().getBody(Transcript.class).language()).isEqualTo("en");
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.LANGUAGE, "en")
                .containsEntry(TranscriptionConstants.DURATION, 1.25);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.time.Duration;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
import io.github.cameltranscription.simulator.shopot.ShopotStatusFields;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ShopotJobsTest extends ShopotTestSupport {

    private static final String OUTPUT = "\"output\":{\"list\":[{\"start\":\"0\",\"end\":\"1\",\"text\":\"готово\"}]}";

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.shopotCallbackInterval(Duration.ofMillis(10)).linkedAudioDuration(Duration.ofMinutes(4));
    }

    /** Both generations of the documented status fields, and words that no document has. */
    @ParameterizedTest
    @CsvSource({
        "ACCEPTED,, PENDING",
        "IN_QUEUE,, PENDING",
        "IN_PROGRESS,, PENDING",
        "TRANSCRIBED,, DONE",
        "COMPLETED,, DONE",
        "FAILED,, FAILED",
        "FAILED: out of memory,, FAILED",
        ", ACCEPTED, PENDING",
        ", IN_QUEUE, PENDING",
        ", IN_PROGRESS, PENDING",
        ", COMPLETED, DONE",
        ", WEBHOOK_DELIVERED, DONE",
        ", WEBHOOK_FAILED, DONE",
        ", FAILED, FAILED",
        "TRANSCRIBED, IN_PROGRESS, DONE",
        "COMPLETED, WEBHOOK_FAILED, DONE",
        "FAILED, FAILED, FAILED",
        "completed,, DONE",
        "POSTPROCESSING,, PENDING",
        ", DEFERRED, PENDING"
    })
    void everyStatusIsUnderstood(String transcriptionStatus, String status, JobState state) {
        StringBuilder answer = new StringBuilder("{\"id\":\"job-1\",\"webhook_status\":\"FAILED\",");
        if (transcriptionStatus != null) {
            answer.append("\"transcription_status\":\"")
                    .append(transcriptionStatus)
                    .append("\",");
        }
        if (status != null) {
            answer.append("\"status\":\"").append(status).append("\",");
        }
        String outcome = state == JobState.DONE ? OUTPUT : "\"output\":null";
        nextStatus(answer + outcome + "}");

        Exchange reply = send("shopot:status", null, about("job-1"));

        assertThat(reply.getMessage().getBody(JobStatus.class).state()).isEqualTo(state);
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.STATUS)).isEqualTo(state.name());
        if (transcriptionStatus != null && transcriptionStatus.contains(":")) {
            assertThat(reply.getMessage().getBody(JobStatus.class).reason()).isEqualTo("out of memory");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aJobIsFollowedToItsEndInEitherGeneration(ShopotStatusFields fields) {
        shopot.statusFields(fields);
        shopot.faults().onProcessing().processingTime(Duration.ofMillis(200)).once();

        Transcript reply = body("shopot:transcribe", Recordings.wav(2), Transcript.class);

        assertThat(reply.segments()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aCallbackThatFailsDoesNotAffectTheTranscript(ShopotStatusFields fields) {
        shopot.statusFields(fields);
        String nobody = "http://127.0.0.1:1/hooks";

        Exchange submitted = send("shopot:submit?callbackUrl=" + nobody, Recordings.wav(2));
        await().until(() -> shopot.callbacks().deliveries().size() == 3);
        Transcript awaited = body("shopot:await", submitted.getMessage().getBody(), Transcript.class);

        assertThat(shopot.callbacks().deliveries()).noneMatch(ShopotDelivery::accepted);
        assertThat(awaited.segments()).hasSize(2);
        assertThat(awaited.raw())
                .contains(fields == ShopotStatusFields.OLD ? "WEBHOOK_FAILED" : "\"webhook_status\":\"FAILED\"");
    }

    @ParameterizedTest
    @CsvSource({"brief, brief", "medium, medium", "long, medium"})
    void theJobEndsWhenItsSummaryHasEnded(String asked, String made) {
        shopot.faults().summariesTake(Duration.ofMillis(200));

        Exchange reply = send("shopot:transcribe?summary=" + asked + "&sourceUrl=https://example.com/a.mp3", null);

        String summary = "[simulated " + made + " summary]";
        assertThat(reply.getMessage().getHeader(ShopotConstants.SUMMARY)).isEqualTo(summary);
        assertThat(reply.getMessage().getHeader(ShopotConstants.SUMMARY_STATUS)).isEqualTo("COMPLETED");
        assertThat(reply.getMessage().getBody(Transcript.class).summary()).isEqualTo(summary);
    }

    @ParameterizedTest
    @CsvSource({"SKIPPED: transcript is too short,", "FAILED: the model is away, FAILED: the model is away"})
    void aSummaryThatIsNotMadeDoesNotFailTheTranscript(String status, String ending) {
        shopot.faults().summariesEnd(ending);

        Exchange reply = sent("shopot:transcribe?summary=long", Recordings.wav(2));

        assertThat(reply.getMessage().getHeader(ShopotConstants.SUMMARY_STATUS)).isEqualTo(status);
        assertThat(reply.getMessage().getHeader(ShopotConstants.SUMMARY)).isNull();
        assertThat(reply.getMessage().getBody(Transcript.class).segments()).hasSize(2);
    }

    @Test
    void theStatusHasThatOfTheSummary() {
        shopot.faults().summariesTake(Duration.ofHours(1));
        String jobId = jobId(send("shopot:submit?summary=brief", Recordings.wav(1)));

        Exchange reply = send("shopot:status", null, about(jobId));

        assertThat(reply.getMessage().getHeader(TranscriptionConstants.STATUS)).isEqualTo("PENDING");
        assertThat(reply.getMessage().getHeader(ShopotConstants.SUMMARY_STATUS)).isEqualTo("IN_PROGRESS");
        assertThat(reply.getMessage().getHeader(ShopotConstants.BALANCE_MINUTES))
                .isInstanceOf(Double.class);
    }

    /** A lack of balance is not a wrong key, whenever it is found. */
    @ParameterizedTest
    @CsvSource({
        "403, Insufficient balance, INSUFFICIENT_BALANCE",
        "403, Insufficient SaaS balance. Minimum 60 minutes required, INSUFFICIENT_BALANCE",
        "403, Forbidden: Invalid API key, AUTHENTICATION",
        "500, Transcription result not found, PROVIDER_UNAVAILABLE"
    })
    void aFailedPollHasTheCategoryOfItsWords(int status, String message, ErrorCategory category) {
        shopot.faults()
                .onStatus()
                .status(status)
                .body("{\"detail\":\"" + message + "\"}", "application/json")
                .once();

        assertFailed(send("shopot:status?maxRetries=0", null, about("job-1")), category, status);
    }

    @Test
    void aJobThatFailsForLackOfBalanceHasThatCategory() {
        shopot.faults().onProcessing().error("Insufficient balance").once();

        assertThat(send("shopot:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
    }

    @Test
    void theContentKeyDoesNotDependOnTheCallback() {
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        String submit = "shopot:submit?jobRepository=#jobs&jobKey=content";
        String first = jobId(sent(submit + "&summary=brief", Recordings.wav(1)));

        String callback = "&summary=brief&callbackUrl=https://example.org/hook&callbackId=";
        assertThat(jobId(sent(submit + callback + "a", Recordings.wav(1)))).isEqualTo(first);
        assertThat(jobId(sent(submit + callback + "b", Recordings.wav(1)))).isEqualTo(first);
        assertThat(jobId(sent(submit + "&summary=medium", Recordings.wav(1)))).isNotEqualTo(first);
        shopot.requests().assertSubmitted(2);
    }
}

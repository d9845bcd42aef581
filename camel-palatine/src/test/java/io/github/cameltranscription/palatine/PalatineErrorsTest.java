/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class PalatineErrorsTest extends PalatineTestSupport {

    @Override
    void configure(PalatineConfiguration configuration) {
        configuration.setMaxRetries(0);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "401, AUTHENTICATION",
        "402, INSUFFICIENT_BALANCE",
        "403, AUTHENTICATION",
        "413, PAYLOAD_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA",
        "422, INVALID_REQUEST",
        "500, UNCERTAIN_SUBMISSION",
        "502, UNCERTAIN_SUBMISSION",
        "503, UNCERTAIN_SUBMISSION"
    })
    void aRefusedSubmissionHasItsOwnClass(int status, ErrorCategory category) {
        palatine.faults()
                .onSubmit()
                .status(status)
                .body("{\"detail\":\"said so\"}", "application/json")
                .always();
        palatine.faults()
                .onOpenAiTranscription()
                .status(status)
                .body("{\"detail\":\"said so\"}", "application/json")
                .always();

        for (String operation : new String[] {"transcribe", "submit", "openai-transcription"}) {
            Exchange reply = send("palatine:" + operation, Recordings.wav(1));

            assertFailed(reply, category, status);
            assertThat(reply.getException()).hasMessageContaining("said so").hasMessageContaining(operation);
        }
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit", "openai-transcription"})
    void aSubmissionThatIsRejectedForLoadFailsAtOnceWhereItMayNotWait(String operation) {
        palatine.faults().onSubmit().status(429).always();
        palatine.faults().onOpenAiTranscription().status(429).always();

        Exchange reply = send("palatine:" + operation + "?submitTimeout=0s", Recordings.wav(1));

        assertFailed(reply, ErrorCategory.RATE_LIMITED, 429);
        palatine.requests().assertSubmitted(0);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "404, JOB_NOT_FOUND",
        "429, RATE_LIMITED",
        "500, PROVIDER_UNAVAILABLE"
    })
    void aFailedRequestAboutAJobHasItsOwnClassAndTheJobsId(int status, ErrorCategory category) {
        String jobId = submitted();
        palatine.faults().onAny().status(status).always();

        for (String operation : new String[] {"status", "done"}) {
            Exchange reply = send("palatine:" + operation, null, Map.of(TranscriptionConstants.JOB_ID, jobId));

            assertFailed(reply, category, status);
            assertThat(reply.getException(TranscriptionException.class).getJobId())
                    .isEqualTo(jobId);
            assertThat(reply.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                    .isEqualTo(jobId);
        }
    }

    @Test
    void aWrongKeyIsToldApartFromAMissingFeature() {
        assertThat(send("palatine:transcribe?apiKey=wrong", Recordings.wav(1)).getException())
                .isInstanceOf(AuthenticationException.class);
        palatine.faults().onSubmit().featureDisabled().once();
        assertThat(send("palatine:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("feature_disabled");
    }

    @Test
    void anEmptyAccountIsToldApartFromAFailedJob() {
        palatine.faults().onProcessing().insufficientBalance().once();
        assertThat(send("palatine:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
        palatine.faults().onProcessing().error("Out of memory").once();
        assertThat(send("palatine:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("Out of memory");
    }

    @Test
    void troubleWhilePollingNeverEndsAPaidJob() {
        palatine.faults().onStatus().status(500).times(2);
        palatine.faults().onStatus().reset().once();
        palatine.faults().onStatus().truncate().once();
        palatine.faults().onStatus().status(429).retryAfter(Duration.ZERO).once();
        palatine.faults()
                .onStatus()
                .body("<html>Bad gateway</html>", "text/html")
                .once();
        palatine.faults()
                .onStatus()
                .body("{\"status\":\"succ", "application/json")
                .once();
        palatine.faults().onStatus().status(409).once();

        Exchange reply = send("palatine:transcribe", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getBody(Transcript.class).segments()).isNotEmpty();
        palatine.requests().assertSubmitted(1);
        assertThat(palatine.requests().count(PalatineCall.STATUS)).isGreaterThanOrEqualTo(9);
    }

    @Test
    void aPollThatIsNeverAnsweredEndsWithTheResponseTimeout() {
        palatine.faults().onStatus().hang().once();

        Exchange reply = send("palatine:transcribe?responseTimeout=200ms", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
    }

    @Test
    void aLostAnswerToASubmissionIsUncertainAndNeverSentAgain() {
        palatine.faults().onSubmit().reset().afterProcessing().always();

        Exchange reply = send("palatine:transcribe?maxRetries=3", Recordings.wav(1));

        assertThat(reply.getException())
                .isInstanceOf(UncertainSubmissionException.class)
                .hasMessageContaining("may exist and be paid for");
        assertThat(palatine.requests().paidSubmissions()).isEqualTo(1);
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isEqualTo(1);
    }

    @Test
    void aSubmissionThatIsNeverAnsweredEndsAsUncertain() {
        palatine.faults().onSubmit().hang().afterProcessing().always();

        Exchange reply = send("palatine:transcribe?responseTimeout=300ms", Recordings.wav(1));

        assertThat(reply.getException()).isInstanceOf(UncertainSubmissionException.class);
    }

    @Test
    void aSubmissionIsSentAgainWhereItWasCertainlyNotTaken() {
        palatine.faults().onSubmit().status(429).retryAfter(Duration.ZERO).once();
        palatine.faults().onSubmit().status(503).retryAfter(Duration.ZERO).once();

        Exchange reply = send("palatine:transcribe?maxRetries=2", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        palatine.requests().assertSubmitted(1);
        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isEqualTo(3);
    }

    @Test
    void aServerErrorOnASubmissionIsNotSentAgain() {
        palatine.faults().onSubmit().status(500).always();

        send("palatine:transcribe?maxRetries=3", Recordings.wav(1));

        assertThat(palatine.requests().count(PalatineCall.SUBMIT)).isEqualTo(1);
    }

    @Test
    void nobodyThereIsUnavailable() {
        String nobody = palatine.baseUrl();
        simulator.close();

        Exchange reply = send("palatine:transcribe?baseUrl=" + nobody, Recordings.wav(1));

        assertThat(reply.getException(ProviderUnavailableException.class).isRetriable())
                .isTrue();
    }

    @Test
    void requestsThatCostNothingAreTriedAgain() {
        String jobId = submitted();
        palatine.faults().onStatus().status(500).once();
        palatine.faults().onRelease().status(500).once();

        assertThat(send("palatine:status?maxRetries=1", null, Map.of(TranscriptionConstants.JOB_ID, jobId))
                        .getException())
                .isNull();
        assertThat(send("palatine:done?maxRetries=1", null, Map.of(TranscriptionConstants.JOB_ID, jobId))
                        .getException())
                .isNull();
    }

    private String submitted() {
        return send("palatine:submit", Recordings.wav(1))
                .getMessage()
                .getHeader(TranscriptionConstants.JOB_ID, String.class);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.List;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.testing.Recordings;

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
    void theStatusOfARefusalDeterminesTheException(int status, ErrorCategory category) {
        palatine.faults()
                .onAny()
                .status(status)
                .body("{\"detail\":\"said so\"}", "application/json")
                .always();

        for (String operation : List.of("openai-transcription", "summarize", "sentiment", "balance")) {
            Exchange reply = send("palatine:" + operation, Recordings.wav(1));

            boolean free = operation.equals("balance") && category == ErrorCategory.UNCERTAIN_SUBMISSION;
            assertFailed(reply, free ? ErrorCategory.PROVIDER_UNAVAILABLE : category, status);
            assertThat(reply.getException()).hasMessageContainingAll("said so", operation);
        }
        assertFailed(send("palatine:summarize", "A text."), category, status);
    }

    @ParameterizedTest
    @CsvSource({"403,does not have a feature that,ask Palatine", "404,there is no,check baseUrl"})
    void aFeatureThatTheAccountDoesNotHaveIsAClearError(int status, String problem, String fix) {
        FaultRule rule = palatine.faults().onAny();
        (status == 403 ? rule.featureDisabled() : rule.status(status)).always();

        for (String operation : List.of("summarize", "sentiment", "balance", "diarize", "openai-transcription")) {
            Exchange reply = send("palatine:" + operation, Recordings.wav(1));

            assertFailed(reply, ErrorCategory.INVALID_REQUEST, status);
            assertThat(reply.getException()).hasMessageContainingAll(problem + " " + operation, fix);
        }
        assertThat(send("palatine:summarize", "A text.").getException()).hasMessageContaining(fix);
    }

    @Test
    void submitTimeoutOfZeroFailsARejectedSynchronousTranscriptionAtOnce() {
        palatine.faults().onOpenAiTranscription().status(429).once();

        assertFailed(
                send("palatine:openai-transcription?submitTimeout=0s", Recordings.wav(1)),
                ErrorCategory.RATE_LIMITED,
                429);
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION",
        "403, AUTHENTICATION",
        "404, JOB_NOT_FOUND",
        "429, RATE_LIMITED",
        "500, PROVIDER_UNAVAILABLE"
    })
    void theExceptionOfAFailedReleaseHasTheCategoryAndTheJobId(int status, ErrorCategory category) {
        String jobId = submitted();
        palatine.faults().onAny().status(status).always();

        Exchange reply = send("palatine:done", null, about(jobId));

        assertFailed(reply, category, status);
        assertThat(reply.getException(TranscriptionException.class).getJobId()).isEqualTo(jobId);
        assertThat(jobId(reply)).isEqualTo(jobId);
    }

    @Test
    void aWrongKeyAndAMissingFeatureAreDifferentErrors() {
        assertThat(send("palatine:transcribe?apiKey=wrong", Recordings.wav(1)).getException())
                .isInstanceOf(AuthenticationException.class);
        palatine.faults().onSubmit().featureDisabled().once();
        assertThat(send("palatine:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("feature_disabled");
    }

    @Test
    void aReleaseIsRepeated() {
        String jobId = submitted();
        palatine.faults().onRelease().status(500).once();

        sent("palatine:done?maxRetries=1", null, about(jobId));
    }

    private String submitted() {
        return jobId(send("palatine:submit", Recordings.wav(1)));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.error.TranscriptionException;
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
    void aRefusedSynchronousTranscriptionHasItsOwnClass(int status, ErrorCategory category) {
        palatine.faults()
                .onOpenAiTranscription()
                .status(status)
                .body("{\"detail\":\"said so\"}", "application/json")
                .once();

        Exchange reply = send("palatine:openai-transcription", Recordings.wav(1));

        assertFailed(reply, category, status);
        assertThat(reply.getException()).hasMessageContainingAll("said so", "openai-transcription");
    }

    @Test
    void aSynchronousTranscriptionThatIsRejectedForLoadFailsAtOnceWhereItMayNotWait() {
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
    void aFailedReleaseHasItsOwnClassAndTheJobsId(int status, ErrorCategory category) {
        String jobId = submitted();
        palatine.faults().onAny().status(status).always();

        Exchange reply = send("palatine:done", null, about(jobId));

        assertFailed(reply, category, status);
        assertThat(reply.getException(TranscriptionException.class).getJobId()).isEqualTo(jobId);
        assertThat(jobId(reply)).isEqualTo(jobId);
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
    void aReleaseIsTriedAgain() {
        String jobId = submitted();
        palatine.faults().onRelease().status(500).once();

        sent("palatine:done?maxRetries=1", null, about(jobId));
    }

    private String submitted() {
        return jobId(send("palatine:submit", Recordings.wav(1)));
    }
}

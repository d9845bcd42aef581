/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class ShopotErrorsTest extends ShopotTestSupport {

    @Override
    void configure(ShopotConfiguration configuration) {
        configuration.setMaxRetries(0);
    }

    /** Every row of the table in shopot-reference.ru.txt, and what a proxy adds to it. */
    @ParameterizedTest
    @CsvSource({
        "400, Invalid URL or file not accessible, INVALID_REQUEST",
        "400, Failed to resolve URL: host, INVALID_REQUEST",
        "400, The 'URL' field must be a string, INVALID_REQUEST",
        "400, Invalid 'URL' format. Must start with http or https, INVALID_REQUEST",
        "400, File or URL required, INVALID_REQUEST",
        "400, The 'callback_url' field must be a string, INVALID_REQUEST",
        "400, Invalid 'callback_url' format. Must start with http or https, INVALID_REQUEST",
        "400, Invalid language format. Must be a string, INVALID_REQUEST",
        "400, Invalid language code: xx, INVALID_REQUEST",
        "403, Forbidden: Invalid API key, AUTHENTICATION",
        "403, Forbidden: Invalid API key format, AUTHENTICATION",
        "403, Insufficient balance, INSUFFICIENT_BALANCE",
        "403, Insufficient SaaS balance. Minimum 60 minutes required, INSUFFICIENT_BALANCE",
        "403, Invalid SaaS API key, AUTHENTICATION",
        "404, Request not found, INVALID_REQUEST",
        "413, File size exceeds 200MB limit, PAYLOAD_TOO_LARGE",
        "415, Unsupported file extension: .txt, UNSUPPORTED_MEDIA",
        "500, Transcription result not found, UNCERTAIN_SUBMISSION",
        "500, Failed to access the file or invalid URL, INVALID_REQUEST",
        "502, Bad gateway, UNCERTAIN_SUBMISSION"
    })
    void aRefusedSubmissionHasItsOwnClass(int status, String message, ErrorCategory category) {
        for (String field : new String[] {"detail", "error", "message"}) {
            shopot.faults()
                    .onSubmit()
                    .status(status)
                    .body("{\"" + field + "\":\"" + message + "\"}", "application/json")
                    .times(2);

            for (String operation : new String[] {"transcribe", "submit"}) {
                Exchange reply = send("shopot:" + operation, Recordings.wav(1));

                assertFailed(reply, category, status);
                assertThat(reply.getException()).hasMessageContaining(message).hasMessageContaining(operation);
            }
        }
        assertThat(shopot.requests().count(ShopotCall.SUBMIT)).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "403, Forbidden: Invalid API key, AUTHENTICATION",
        "403, Insufficient balance, INSUFFICIENT_BALANCE",
        "403, Insufficient SaaS balance. Minimum 60 minutes required, INSUFFICIENT_BALANCE",
        "403, Invalid SaaS API key, AUTHENTICATION",
        "404, Request not found, JOB_NOT_FOUND",
        "500, Transcription result not found, PROVIDER_UNAVAILABLE"
    })
    void aFailedRequestAboutAJobHasItsOwnClassAndTheJobsId(int status, String message, ErrorCategory category) {
        shopot.faults()
                .onStatus()
                .status(status)
                .body("{\"detail\":\"" + message + "\"}", "application/json")
                .once();

        Exchange reply = send("shopot:status", null, Map.of(TranscriptionConstants.JOB_ID, "job-1"));

        assertFailed(reply, category, status);
        assertThat(reply.getException(TranscriptionException.class).getJobId()).isEqualTo("job-1");
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isEqualTo("job-1");
    }

    @Test
    void anEmptyAccountIsNotAWrongKey() {
        assertThat(send("shopot:transcribe?apiKey=wrong", Recordings.wav(1)).getException())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Forbidden: Invalid API key");
        shopot.faults().balanceMinutes(0);
        assertThat(send("shopot:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class)
                .hasMessageContaining("Insufficient balance");
    }

    @Test
    void aLinkThatCannotBeResolvedIsABadRequest() {
        assertThat(send("shopot:transcribe?sourceUrl=https://nowhere.invalid/a.mp3", null)
                        .getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Failed to resolve URL: nowhere.invalid");
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertThat(send("shopot:status", null, Map.of(TranscriptionConstants.JOB_ID, "00000000-0000"))
                        .getException())
                .isInstanceOf(JobNotFoundException.class);
    }

    @Test
    void aFailedJobSaysWhyAndWhich() {
        shopot.faults().onProcessing().error("No speech found").once();
        Exchange failed = send("shopot:transcribe", Recordings.wav(1));
        assertThat(failed.getException())
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("No speech found");
        assertThat(failed.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isNotNull();

        shopot.faults().onProcessing().error("Insufficient balance").once();
        assertThat(send("shopot:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
    }

    @Test
    void troubleWhilePollingNeverEndsAPaidJob() {
        shopot.faults().onStatus().status(500).times(2);
        shopot.faults().onStatus().reset().once();
        shopot.faults().onStatus().truncate().once();
        shopot.faults().onStatus().status(429).retryAfter(Duration.ZERO).once();
        shopot.faults().onStatus().body("<html>Bad gateway</html>", "text/html").once();
        shopot.faults()
                .onStatus()
                .body("{\"status\":\"COMPL", "application/json")
                .once();

        Exchange reply = send("shopot:transcribe", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getBody(Transcript.class).segments()).isNotEmpty();
        shopot.requests().assertSubmitted(1);
        assertThat(shopot.requests().count(ShopotCall.STATUS)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aLostAnswerToASubmissionIsUncertainAndNeverSentAgain() {
        shopot.faults().onSubmit().reset().afterProcessing().always();

        for (Object body : new Object[] {Recordings.wav(1), URI.create("https://example.com/a.mp3")}) {
            assertThat(send("shopot:transcribe?maxRetries=3", body).getException())
                    .isInstanceOf(UncertainSubmissionException.class)
                    .hasMessageContaining("may exist and be paid for");
        }
        assertThat(shopot.requests().count(ShopotCall.SUBMIT)).isEqualTo(2);
    }

    @Test
    void aSubmissionIsSentAgainWhereItWasCertainlyNotTaken() {
        shopot.faults().onSubmit().status(503).retryAfter(Duration.ZERO).once();

        assertThat(send("shopot:transcribe?maxRetries=2", Recordings.wav(1)).getException())
                .isNull();
        shopot.requests().assertSubmitted(1);
    }

    @Test
    void nobodyThereIsUnavailable() {
        String nobody = shopot.baseUrl();
        simulator.close();

        Exchange reply = send("shopot:transcribe?baseUrl=" + nobody, Recordings.wav(1));

        assertThat(reply.getException(ProviderUnavailableException.class).isRetriable())
                .isTrue();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;
import java.time.Duration;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.ProviderUnavailableException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class AiesaErrorsTest extends AiesaTestSupport {

    private static final URI LINK = URI.create("https://example.com/a.mp3");

    @Override
    void configure(AiesaConfiguration configuration) {
        configuration.setMaxRetries(0);
    }

    /** In the shape of the vendor's authentication page. */
    private static String error(String message) {
        return "{\"error\":\"code_7\",\"message\":\"" + message + "\",\"errors\":{\"file\":[\"first\",\"second\"]}}";
    }

    @ParameterizedTest
    @CsvSource({
        "400, Bad request, INVALID_REQUEST",
        "401, Invalid signature, AUTHENTICATION",
        "402, Payment required, INSUFFICIENT_BALANCE",
        "403, Forbidden, AUTHENTICATION",
        "403, Insufficient funds, INSUFFICIENT_BALANCE",
        "403, Insufficient permissions, AUTHENTICATION",
        "408, Insufficient balance, UNCERTAIN_SUBMISSION",
        "499, Insufficient balance, UNCERTAIN_SUBMISSION",
        "422, Not enough balance, INSUFFICIENT_BALANCE",
        "400, Недостаточно средств на счёте, INSUFFICIENT_BALANCE",
        "404, Not found, INVALID_REQUEST",
        "413, Too large, PAYLOAD_TOO_LARGE",
        "415, Unsupported, UNSUPPORTED_MEDIA",
        "422, Validation failed, INVALID_REQUEST",
        "500, Insufficient memory, UNCERTAIN_SUBMISSION",
        "502, Bad gateway, UNCERTAIN_SUBMISSION"
    })
    void aRefusedSubmissionHasItsOwnClassAndTheProvidersWords(int status, String message, ErrorCategory category) {
        aiesa.faults().onSubmit().status(status).body(error(message), JSON).times(4);

        for (String operation : new String[] {"transcribe", "submit"}) {
            for (Object body : new Object[] {Recordings.wav(1), LINK}) {
                Exchange reply = send("aiesa:" + operation, body);

                assertFailed(reply, category, status);
                assertThat(reply.getException())
                        .hasMessageContainingAll(operation, message, "file: first", "file: second");
            }
        }
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 4).assertSubmitted(0);
    }

    @Test
    void aSubmissionThatIsRejectedForLoadFailsAtOnceWhereItMayNotWait() {
        aiesa.faults()
                .onSubmit()
                .status(429)
                .body(error("Too many requests"), JSON)
                .once();

        Exchange reply = send("aiesa:transcribe?submitTimeout=0s", LINK);

        assertFailed(reply, ErrorCategory.RATE_LIMITED, 429);
        assertThat(reply.getException()).hasMessageContaining("Too many requests");
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 1).assertSubmitted(0);
    }

    @ParameterizedTest
    @CsvSource({
        "401, Invalid signature, AUTHENTICATION",
        "404, Not found, JOB_NOT_FOUND",
        "500, Oops, PROVIDER_UNAVAILABLE"
    })
    void aFailedRequestAboutAJobHasItsOwnClassAndTheJobsId(int status, String message, ErrorCategory category) {
        aiesa.faults().onStatus().status(status).body(error(message), JSON).once();

        Exchange reply = send("aiesa:status", null, about("job-1"));

        assertFailed(reply, category, status);
        assertThat(reply.getException(TranscriptionException.class).getJobId()).isEqualTo("job-1");
        assertThat(jobId(reply)).isEqualTo("job-1");
    }

    @Test
    void anEmptyAccountIsNotAWrongKey() {
        assertThat(send("aiesa:transcribe?secretKey=wrong", LINK).getException())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Invalid signature");
        aiesa.balance(0);
        assertThat(send("aiesa:transcribe", LINK).getException()).isInstanceOf(InsufficientBalanceException.class);
    }

    @Test
    void anUnknownJobIsNotFound() {
        for (String operation : new String[] {"status"}) {
            assertThat(send("aiesa:" + operation, null, about("00000000-0000")).getException())
                    .isInstanceOf(JobNotFoundException.class);
        }
    }

    @Test
    void aFailedJobSaysWhyAndWhich() {
        aiesa.faults().onProcessing().error("No speech found").once();
        Exchange failed = send("aiesa:transcribe", Recordings.wav(1));
        assertThat(failed.getException())
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("No speech found");
        assertThat(jobId(failed)).isEqualTo(aiesa.jobs().get(0).id());

        aiesa.faults().onProcessing().insufficientBalance().once();
        assertThat(send("aiesa:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
    }

    @Test
    void troubleWhilePollingNeverEndsAPaidJob() {
        aiesa.faults().onStatus().status(500).times(2);
        aiesa.faults().onStatus().reset().once();
        aiesa.faults().onStatus().truncate().once();
        aiesa.faults().onStatus().status(429).retryAfter(Duration.ZERO).once();
        aiesa.faults().onStatus().status(409).once();
        aiesa.faults().onStatus().body("<html>Bad gateway</html>", "text/html").once();
        aiesa.faults().onStatus().body("{\"data\":{\"status\":\"compl", JSON).once();
        aiesa.faults().onResult().reset().once();

        Exchange reply = send("aiesa:transcribe", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        assertThat(reply.getMessage().getBody(Transcript.class).segments()).isNotEmpty();
        aiesa.requests().assertSubmitted(1);
        assertThat(aiesa.requests().count(AiesaCall.STATUS)).isGreaterThanOrEqualTo(9);
    }

    @Test
    void aJobThatTakesTooLongCanBeAwaitedByItsId() {
        aiesa.faults().onProcessing().processingTime(Duration.ofMillis(800)).once();

        Exchange late = send("aiesa:transcribe?jobTimeout=200ms", Recordings.wav(1));
        assertThat(late.getException()).isInstanceOf(JobTimedOutException.class);

        Exchange awaited = send("aiesa:await", null, about(jobId(late)));
        assertThat(awaited.getMessage().getBody(Transcript.class).segments()).hasSize(1);
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void aLostAnswerToASubmissionIsUncertainAndNeverSentAgain() {
        aiesa.faults().onSubmit().reset().afterProcessing().always();

        for (Object body : new Object[] {Recordings.wav(1), LINK}) {
            assertThat(send("aiesa:transcribe?maxRetries=3", body).getException())
                    .isInstanceOf(UncertainSubmissionException.class)
                    .hasMessageContaining("may exist and be paid for");
        }
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 2).assertSubmitted(2);
    }

    @Test
    void aSubmissionIsSentAgainWhereItWasCertainlyNotTaken() {
        aiesa.faults().onSubmit().status(503).retryAfter(Duration.ZERO).times(2);

        assertThat(send("aiesa:transcribe?maxRetries=2", Recordings.wav(1)).getException())
                .isNull();
        aiesa.requests().assertSubmitted(1).assertCount(AiesaCall.SUBMIT, 3);
    }

    @Test
    void anErrorThatMayHaveMadeAJobIsNotSentAgain() {
        aiesa.faults().onSubmit().status(500).always();

        assertFailed(send("aiesa:transcribe?maxRetries=3", LINK), ErrorCategory.UNCERTAIN_SUBMISSION, 500);
        aiesa.requests().assertCount(AiesaCall.SUBMIT, 1);
    }

    /** The small request before the first upload is there for the clock alone. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 503})
    void modelsThatAreNotThereKeepNoRecordingFromBeingSent(int status) {
        aiesa.faults().onModels().status(status).always();

        assertThat(send("aiesa:transcribe", Recordings.wav(1)).getException()).isNull();
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void theFirstUploadWaitsForTheProviderToBeThere() {
        aiesa.faults().onModels().reset().times(2);

        assertThat(send("aiesa:transcribe?maxRetries=2", Recordings.wav(1)).getException())
                .isNull();
        aiesa.requests().assertCount(AiesaCall.MODELS, 3).assertSubmitted(1);
    }

    @Test
    void nobodyThereIsUnavailable() {
        String nobody = aiesa.baseUrl();
        simulator.close();

        for (Object body : new Object[] {Recordings.wav(1), LINK}) {
            Exchange reply = send("aiesa:transcribe?baseUrl=" + nobody, body);

            assertThat(reply.getException(ProviderUnavailableException.class).isRetriable())
                    .isTrue();
        }
    }
}

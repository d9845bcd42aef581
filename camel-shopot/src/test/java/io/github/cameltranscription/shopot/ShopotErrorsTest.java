/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.InvalidRequestException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class ShopotErrorsTest extends ShopotTestSupport {

    @Override
    void configure(ShopotConfiguration configuration) {
        configuration.setMaxRetries(0);
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

        Exchange reply = send("shopot:status", null, about("job-1"));

        assertFailed(reply, category, status);
        assertThat(reply.getException(TranscriptionException.class).getJobId()).isEqualTo("job-1");
        assertThat(jobId(reply)).isEqualTo("job-1");
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
    void anAccountThatIsEmptyWhenTheJobIsProcessedIsNoFailedJob() {
        shopot.faults().onProcessing().error("Insufficient balance").once();

        assertThat(send("shopot:transcribe", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
    }

    @Test
    void aLinkThatCannotBeResolvedIsABadRequest() {
        assertThat(send("shopot:transcribe?sourceUrl=https://nowhere.invalid/a.mp3", null)
                        .getException())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Failed to resolve URL: nowhere.invalid");
    }
}

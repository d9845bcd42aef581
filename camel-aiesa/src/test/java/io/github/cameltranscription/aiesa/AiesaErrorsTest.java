/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.AuthenticationException;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("server")
class AiesaErrorsTest extends AiesaTestSupport {

    private static final URI LINK = URI.create("https://example.com/a.mp3");

    @Override
    void configure(AiesaConfiguration configuration) {
        configuration.setMaxRetries(0);
    }

    @Test
    void anEmptyAccountIsNotAWrongKey() {
        assertThat(send("aiesa:transcribe?secretKey=wrong", LINK).getException())
                .isInstanceOf(AuthenticationException.class)
                .hasMessageContaining("Invalid signature");
        aiesa.balance(0);
        assertThat(send("aiesa:transcribe", LINK).getException()).isInstanceOf(InsufficientBalanceException.class);
        aiesa.balance(1_000);
        aiesa.faults().onProcessing().insufficientBalance().once();
        assertThat(send("aiesa:transcribe", LINK).getException()).isInstanceOf(InsufficientBalanceException.class);
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertThat(send("aiesa:status", null, about("00000000-0000")).getException())
                .isInstanceOf(JobNotFoundException.class);
    }

    /** The small request before the first upload is there for the clock alone. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 429, 500, 503})
    void modelsThatAreNotThereKeepNoRecordingFromBeingSent(int status) {
        aiesa.faults().onModels().status(status).always();

        sent("aiesa:transcribe", Recordings.wav(1));
        aiesa.requests().assertSubmitted(1);
    }

    @Test
    void theFirstUploadWaitsForTheProviderToBeThere() {
        aiesa.faults().onModels().reset().times(2);

        sent("aiesa:transcribe?maxRetries=2", Recordings.wav(1));
        aiesa.requests().assertCount(AiesaCall.MODELS, 3).assertSubmitted(1);
    }
}

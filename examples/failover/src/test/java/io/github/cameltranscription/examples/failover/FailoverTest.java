/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.Map;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.examples.failover.SimulatedProvider.AIESA;
import static io.github.cameltranscription.examples.failover.SimulatedProvider.PALATINE;
import static io.github.cameltranscription.examples.failover.SimulatedProvider.SHOPOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** After a failure of a provider the next one answers. */
@QuarkusTest
@TestProfile(FailoverProfile.class)
class FailoverTest {

    @Inject
    Application application;

    @BeforeEach
    void allIsWell() {
        application.reset();
    }

    @Test
    void theFirstAnswersIfNothingFails() {
        assertThat(application.transcribe().provider()).isEqualTo("aiesa");
        assertThat(application.asked()).containsExactly(1, 0, 0);
    }

    @ParameterizedTest
    @EnumSource
    void theNextAnswersAfter(ProviderFault fault) {
        application.strike(AIESA, fault);

        Exchange exchange = application.send(Application.CALL);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(Transcript.class).provider()).isEqualTo("palatine");
        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.PROVIDER))
                .isEqualTo("palatine");
        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                .isNull();
        assertThat(FailedAttempts.of(exchange))
                .extracting(Attempt::provider, Attempt::category)
                .containsExactly(tuple("aiesa", fault.category()));
        assertThat(application.asked()).containsExactly(fault == ProviderFault.OPEN_BREAKER ? 0 : 1, 1, 0);
        assertThat(application.bought()).containsExactly(fault == ProviderFault.JOB_THAT_NEVER_ENDS ? 1L : 0L, 1L, 0L);
    }

    @ParameterizedTest
    @EnumSource
    void theThirdAnswersWhenTwoAreDown(ProviderFault fault) {
        application.strike(AIESA, fault);
        application.strike(PALATINE, fault);

        Exchange exchange = application.send(Application.CALL);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody(Transcript.class).provider()).isEqualTo("shopot");
        assertThat(FailedAttempts.of(exchange)).extracting(Attempt::provider).containsExactly("aiesa", "palatine");
        assertThat(FailedAttempts.of(exchange)).extracting(Attempt::category).containsOnly(fault.category());
    }

    @ParameterizedTest
    @EnumSource
    void theLastFailureIsReportedWhenAllAreDown(ProviderFault fault) {
        application.strike(AIESA, ProviderFault.TOO_MANY_REQUESTS);
        application.strike(PALATINE, ProviderFault.TOO_MANY_REQUESTS);
        application.strike(SHOPOT, fault);

        Exchange exchange = application.send(Application.CALL);

        assertThat(FailoverRule.category(exchange.getException())).isEqualTo(fault.category());
        ProviderOutcome outcome = ProviderOutcome.of(exchange);
        assertThat(outcome.provider()).isEqualTo("shopot");
        assertThat(outcome.category()).isEqualTo(fault.category());
        assertThat(outcome.message()).isNotBlank();
        assertThat(outcome.failedBefore()).extracting(Attempt::provider).containsExactly("aiesa", "palatine");
    }

    @Test
    void eachProviderGetsTheWholeRecording() {
        application.strike(AIESA, ProviderFault.TOO_MANY_REQUESTS);
        application.strike(PALATINE, ProviderFault.JOB_THAT_NEVER_ENDS);

        application.transcribe();

        List<RecordedRequest> requests = List.of(
                application.submissions(AIESA).get(0),
                application.submissions(PALATINE).get(0),
                application.submissions(SHOPOT).get(0));
        assertThat(requests).extracting(request -> request.file().size()).containsOnly(Application.CALL.length());
        assertThat(requests)
                .extracting(request -> request.file().sha256())
                .containsOnly(requests.get(0).file().sha256());
    }

    @Test
    void theNextStartsAJobOfItsOwn() {
        application.strike(AIESA, ProviderFault.JOB_THAT_NEVER_ENDS);

        Exchange exchange = application.send(Application.CALL, Map.of(TranscriptionConstants.JOB_ID, "another-job"));

        String timedOut = FailedAttempts.of(exchange).get(0).jobId();
        assertThat(application.simulator().aiesa().job(timedOut)).isPresent();
        Transcript transcript = exchange.getMessage().getBody(Transcript.class);
        assertThat(transcript.jobId()).isNotIn(timedOut, "another-job");
        assertThat(application.simulator().palatine().job(transcript.jobId())).isPresent();
        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo(transcript.jobId());
    }
}

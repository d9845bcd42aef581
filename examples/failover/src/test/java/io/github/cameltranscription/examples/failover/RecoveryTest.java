/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.examples.failover.SimulatedProvider.AIESA;
import static org.assertj.core.api.Assertions.assertThat;

/** A provider that is back is found out by a single recording, and asked again. */
@QuarkusTest
@TestProfile(RecoveryTest.Profile.class)
class RecoveryTest {

    private static final int FAILURES = 3;

    @Inject
    Application application;

    @Test
    void theBreakerClosesAgain() {
        application.reset();
        CircuitBreaker breaker = application.breaker(AIESA);
        List<StateTransition> transitions = new ArrayList<>();
        breaker.getEventPublisher().onStateTransition(event -> transitions.add(event.getStateTransition()));
        // As many as open it, and the first that tries whether the provider is back.
        AIESA.onSubmit(application.simulator()).status(500).times(FAILURES + 1);

        Awaitility.await().until(this::isTranscribedByTheFirst);

        // Whether the provider is back is tried once or more often: the component has probes of its own.
        assertThat(transitions)
                .startsWith(
                        StateTransition.CLOSED_TO_OPEN,
                        StateTransition.OPEN_TO_HALF_OPEN,
                        StateTransition.HALF_OPEN_TO_OPEN)
                .endsWith(StateTransition.OPEN_TO_HALF_OPEN, StateTransition.HALF_OPEN_TO_CLOSED);
        assertThat(application.asked().get(0)).isEqualTo(FAILURES + 2);
    }

    private boolean isTranscribedByTheFirst() {
        Exchange exchange = application.send(Application.CALL);
        return exchange.getException() == null
                && exchange.getMessage().getBody(Transcript.class).provider().equals("aiesa");
    }

    /** Breakers that soon try again. */
    public static class Profile extends FailoverProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("failover.breaker.wait", "200ms");
            return overrides;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.github.cameltranscription.examples.failover.SimulatedProvider.AIESA;
import static org.assertj.core.api.Assertions.assertThat;

/** A provider that has failed too often in a row is not asked. */
@QuarkusTest
@TestProfile(FailoverProfile.class)
class CircuitBreakerTest {

    private static final int FAILURES = 3;

    @Inject
    Application application;

    @BeforeEach
    void allIsWell() {
        application.reset();
    }

    @Test
    void opensAfterThreeFailuresAndThenNothingIsSent() {
        AIESA.onSubmit(application.simulator()).status(429).always();
        for (int i = 0; i < FAILURES; i++) {
            assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
            assertThat(application.transcribe().provider()).isEqualTo("palatine");
        }

        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);
        // After a 429 the component sends nothing for a short time.
        int asked = application.asked().get(0);
        assertThat(asked).isBetween(1, FAILURES);
        for (int i = 0; i < FAILURES; i++) {
            assertThat(application.transcribe().provider()).isEqualTo("palatine");
        }
        assertThat(application.asked()).containsExactly(asked, 2 * FAILURES, 0);
    }

    @Test
    void aSuccessInBetweenKeepsItClosed() {
        for (int i = 0; i < FAILURES; i++) {
            AIESA.onSubmit(application.simulator()).status(500).once();
            assertThat(application.send(Application.CALL).getException()).isNotNull();
            assertThat(application.transcribe().provider()).isEqualTo("aiesa");
        }

        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    @Test
    void doesNotCountARefusedRecording() {
        AIESA.onSubmit(application.simulator()).status(422).times(2 * FAILURES);
        for (int i = 0; i < 2 * FAILURES; i++) {
            assertThat(application.send(Application.CALL).getException()).isNotNull();
        }

        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(breaker().getMetrics().getNumberOfBufferedCalls()).isZero();
        assertThat(application.transcribe().provider()).isEqualTo("aiesa");
    }

    @Test
    void doesNotCountAJobThatTimesOut() {
        AIESA.onProcessing(application.simulator()).neverFinishes().times(FAILURES);
        for (int i = 0; i < FAILURES; i++) {
            assertThat(application.transcribe().provider()).isEqualTo("palatine");
        }

        assertThat(breaker().getMetrics().getNumberOfSuccessfulCalls()).isEqualTo(FAILURES);
        assertThat(application.transcribe().provider()).isEqualTo("aiesa");
    }

    @Test
    void opensAfterUncertainSubmissions() {
        AIESA.onSubmit(application.simulator()).afterProcessing().reset().always();
        for (int i = 0; i < FAILURES; i++) {
            assertThat(application.send(Application.CALL).getException()).isNotNull();
        }

        assertThat(application.transcribe().provider()).isEqualTo("palatine");
        assertThat(application.asked()).containsExactly(FAILURES, 1, 0);
    }

    /** Resilience4j ends the wait of an open breaker; here the test does. */
    @Test
    void aSingleRecordingTriesWhetherTheProviderIsBack() {
        AIESA.onSubmit(application.simulator()).status(500).once();
        breaker().transitionToOpenState();
        assertThat(breaker()
                        .getCircuitBreakerConfig()
                        .getWaitIntervalFunctionInOpenState()
                        .apply(1))
                .isEqualTo(Duration.ofHours(1).toMillis());

        breaker().transitionToHalfOpenState();
        assertThat(application.send(Application.CALL).getException()).isNotNull();
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.OPEN);

        breaker().transitionToHalfOpenState();
        assertThat(application.transcribe().provider()).isEqualTo("aiesa");
        assertThat(breaker().getState()).isEqualTo(CircuitBreaker.State.CLOSED);
    }

    private CircuitBreaker breaker() {
        return application.breaker(AIESA);
    }
}

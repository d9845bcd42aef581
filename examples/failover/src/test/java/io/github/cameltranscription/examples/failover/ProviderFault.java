/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.time.Duration;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;

import io.github.cameltranscription.simulator.ProviderSimulator;

/** The failures of a provider after which the next one is asked. */
enum ProviderFault {
    TOO_MANY_REQUESTS("RATE_LIMITED", (provider, simulator, breaker) -> provider.onSubmit(simulator)
            .status(429)
            .once()),
    MAINTENANCE("RATE_LIMITED", (provider, simulator, breaker) -> provider.onSubmit(simulator)
            .status(503)
            .retryAfter(Duration.ofMinutes(1))
            .once()),
    JOB_THAT_NEVER_ENDS("JOB_TIMED_OUT", (provider, simulator, breaker) -> provider.onProcessing(simulator)
            .neverFinishes()
            .once()),
    OPEN_BREAKER(ProviderOutcome.CIRCUIT_OPEN, (provider, simulator, breaker) -> breaker.transitionToOpenState());

    private final String category;
    private final Strike strike;

    ProviderFault(String category, Strike strike) {
        this.category = category;
        this.strike = strike;
    }

    /** Makes the provider fail with the next recording. */
    interface Strike {
        void at(SimulatedProvider provider, ProviderSimulator simulator, CircuitBreaker breaker);
    }

    /** The category of the failure in a report. */
    String category() {
        return category;
    }

    Strike strike() {
        return strike;
    }
}

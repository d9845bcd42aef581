/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A circuit breaker for each provider. It opens after a number of submissions in a row that failed because of the
 * provider. Later a single recording tries whether the provider is back.
 */
@Singleton
public class CircuitBreakers {

    private static final int EACH_ONE_PERCENT = 100;

    private final CircuitBreakerConfig config;
    private final Map<String, CircuitBreaker> breakers = new ConcurrentHashMap<>();

    CircuitBreakers(
            @ConfigProperty(name = "failover.breaker.failures") int failures,
            @ConfigProperty(name = "failover.breaker.wait") Duration wait) {
        this.config = CircuitBreakerConfig.custom()
                .slidingWindowSize(failures)
                .minimumNumberOfCalls(failures)
                .failureRateThreshold(EACH_ONE_PERCENT)
                .waitDurationInOpenState(wait)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(FailoverRule::isProvidersFailure)
                // Neither failure nor success: an invalid file says nothing about the provider.
                .ignoreException(failure -> !FailoverRule.isProvidersFailure(failure))
                .build();
    }

    /** The breaker of a provider. */
    public CircuitBreaker of(String provider) {
        return breakers.computeIfAbsent(provider, name -> CircuitBreaker.of(name, config));
    }
}

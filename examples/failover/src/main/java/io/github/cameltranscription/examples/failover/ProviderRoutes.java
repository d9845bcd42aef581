/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One route for each provider: submit behind a circuit breaker, then await outside of it.
 *
 * <p>Camel's breaker runs the guarded steps on the calling thread, and holds that thread until they are done. So it
 * guards {@code submit}, which takes seconds, and not {@code transcribe}, which may take hours; {@code await} holds no
 * thread. The submission shows whether the provider accepts recordings.
 */
@ApplicationScoped
public class ProviderRoutes extends RouteBuilder {

    private final Providers providers;
    private final CircuitBreakers breakers;
    private final int uploads;

    ProviderRoutes(
            Providers providers, CircuitBreakers breakers, @ConfigProperty(name = "failover.uploads") int uploads) {
        this.providers = providers;
        this.breakers = breakers;
        this.uploads = uploads;
    }

    /** The route of a provider. */
    static String uri(String provider) {
        return "direct:" + provider;
    }

    @Override
    public void configure() {
        // The load balancer decides about failures.
        errorHandler(noErrorHandler());
        providers.inOrder().forEach(this::configure);
    }

    private void configure(String provider) {
        String breaker = provider + "-breaker";
        getContext().getRegistry().bind(breaker, breakers.of(provider));
        from(uri(provider))
                .routeId(provider)
                .routePolicy(new FailedAttempts())
                // Own threads: after a job that timed out, a reply thread of another component runs this route.
                .threads(uploads, uploads, "submit-" + provider)
                .circuitBreaker()
                .resilience4jConfiguration()
                // A breaker of our own instead of recordException and ignoreException here: Camel would remove an
                // exception that the breaker does not count, and the route would continue as if there were a job.
                .circuitBreaker(breaker)
                // Without this option a rejected call would also continue without an exception.
                .throwExceptionWhenHalfOpenOrOpenState(true)
                .end()
                // Not sent again here after a rejection: the next provider is the other attempt.
                .to(provider + ":submit?submitTimeout=0s")
                .end()
                .to(provider + ":await");
    }
}

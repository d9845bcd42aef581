/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * One route for each provider: submit behind a circuit breaker, then await outside of it.
 *
 * <p>Camel's breaker runs what it guards on the thread that brings it, and holds that thread until it is done. So it
 * guards {@code submit}, which takes seconds, and not {@code transcribe}, which may take hours; {@code await} holds no
 * thread. What a breaker has to find out, whether the provider takes recordings, the submission says.
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
        // Whatever fails is for the load balancer to judge.
        errorHandler(noErrorHandler());
        providers.inOrder().forEach(this::configure);
    }

    private void configure(String provider) {
        String breaker = provider + "-breaker";
        getContext().getRegistry().bind(breaker, breakers.of(provider));
        from(uri(provider))
                .routeId(provider)
                .routePolicy(new FailedAttempts())
                // Here, threads of our own: after a job that timed out, this runs on one of the few of another
                // component.
                .threads(uploads, uploads, "submit-" + provider)
                .circuitBreaker()
                .resilience4jConfiguration()
                // A breaker of our own, and not recordException and ignoreException here: of the failures that are not
                // recorded, Camel would drop the exception, and the route would continue as if there were a job.
                .circuitBreaker(breaker)
                // Otherwise a call that the breaker rejects would also continue without an exception.
                .throwExceptionWhenHalfOpenOrOpenState(true)
                .end()
                // Not sent again here after a rejection: the next provider is the other attempt.
                .to(provider + ":submit?submitTimeout=0s")
                .end()
                .to(provider + ":await");
    }
}

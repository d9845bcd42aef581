/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.LoadBalanceDefinition;

/**
 * A recording goes in, and the transcript of the first provider that answers comes out. Each provider is given the
 * recording as it came: the load balancer works on a copy of the exchange, so what a failed attempt made of the body and
 * the headers is gone. The recording must therefore be one that can be read more than once, as a file can.
 */
@ApplicationScoped
public class AnyProviderRoute extends RouteBuilder {

    /** Where recordings are sent to. */
    public static final String URI = "direct:any-provider";

    private static final int UNTIL_THE_LAST = -1;

    private final Providers providers;

    AnyProviderRoute(Providers providers) {
        this.providers = providers;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        LoadBalanceDefinition failover = from(URI)
                .routeId("any-provider")
                .process(FailedAttempts::begin)
                .loadBalance()
                .failover(UNTIL_THE_LAST, false, false, FailoverRule.passedOn());
        providers.inOrder().forEach(provider -> failover.to(ProviderRoutes.uri(provider)));
    }
}

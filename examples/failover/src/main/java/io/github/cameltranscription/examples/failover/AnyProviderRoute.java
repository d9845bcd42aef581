/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.LoadBalanceDefinition;

/**
 * Replies to a recording with the transcript of the first provider that answers. Each provider gets the recording
 * unchanged: the load balancer works on a copy of the exchange, without the changes of a failed attempt. So the recording
 * must be one that can be read more than once, such as a file.
 */
@ApplicationScoped
public class AnyProviderRoute extends RouteBuilder {

    /** The endpoint that receives recordings. */
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

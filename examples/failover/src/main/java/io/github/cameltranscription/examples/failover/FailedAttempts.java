/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Notes which providers failed a recording. The load balancer begins each attempt with a fresh copy of the exchange, and
 * the copies share this list.
 */
final class FailedAttempts extends RoutePolicySupport {

    private static final String PROPERTY = "failedAttempts";

    /** Before the first attempt. */
    static void begin(Exchange exchange) {
        exchange.setProperty(PROPERTY, new CopyOnWriteArrayList<Attempt>());
    }

    /** Those of an exchange, in their order. */
    @SuppressWarnings("unchecked")
    static List<Attempt> of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, List.of(), List.class);
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        List<Attempt> attempts = of(exchange);
        Exception failure = exchange.getException();
        // Without a list there is one provider, and it is known.
        if (failure != null && attempts instanceof CopyOnWriteArrayList) {
            attempts.add(Attempt.failed(route.getRouteId(), failure));
        }
    }
}

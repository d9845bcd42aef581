/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;

/**
 * Lists the providers that failed to transcribe a recording. The load balancer begins each attempt with a new copy of the
 * exchange, and the copies share the list.
 */
final class FailedAttempts extends RoutePolicySupport {

    private static final String PROPERTY = "failedAttempts";

    /** Creates the list, before the first attempt. */
    static void begin(Exchange exchange) {
        exchange.setProperty(PROPERTY, new CopyOnWriteArrayList<Attempt>());
    }

    /** The failed attempts of an exchange, in order. */
    @SuppressWarnings("unchecked")
    static List<Attempt> of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, List.of(), List.class);
    }

    @Override
    public void onExchangeDone(Route route, Exchange exchange) {
        List<Attempt> attempts = of(exchange);
        Exception failure = exchange.getException();
        // A direct call of a provider's route has no list.
        if (failure != null && attempts instanceof CopyOnWriteArrayList) {
            attempts.add(Attempt.failed(route.getRouteId(), failure));
        }
    }
}

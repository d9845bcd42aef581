/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;

/** Continues a route on a thread of a component, and says how it ended. */
public final class RestOfRoute {

    private RestOfRoute() {}

    /**
     * Continues the route of an exchange. If a step throws an Error, the exchange fails with it: Camel passes on most Errors
     * and leaves the next steps in a queue of the thread, which the next exchange would run as if there was no Error.
     *
     * @param next calls Camel
     */
    public static void run(Exchange exchange, Runnable next) {
        try {
            next.run();
        } catch (RuntimeException | Error unhandled) {
            exchange.setException(unhandled);
            exchange.getContext()
                    .getCamelContextExtension()
                    .getReactiveExecutor()
                    .schedule(() -> {});
        }
    }

    /** Whether a source that takes part in transactions brings the message again although no step has failed. */
    public static boolean isRolledBack(Exchange exchange) {
        return exchange.isRollbackOnly() || exchange.isRollbackOnlyLast();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import org.apache.camel.Exchange;

import io.github.cameltranscription.engine.Admission;

/**
 * Where an exchange stands in a chain of calls to our components. Copies of the exchange inherit it.
 *
 * @param entry the endpoint through which it came in from a thread of the user's
 * @param calls how many calls it has made
 */
record ChainPosition(Admission entry, int calls) {

    private static final String PROPERTY = "CamelTranscriptionChainPosition";

    /** The position of the next call, of the endpoint {@code own}. */
    static ChainPosition next(Exchange exchange, Admission own) {
        ChainPosition before = exchange.getProperty(PROPERTY, ChainPosition.class);
        // The rest of a route may make the call in an exchange of its own, and wait for it.
        int current = ReplyThreads.currentCall();
        return before == null
                ? new ChainPosition(own, current + 1)
                : new ChainPosition(current > 0 ? before.entry : own, Math.max(before.calls, current) + 1);
    }

    /** Notes the call when it is answered: the first property of an exchange costs 200 bytes, which waiting jobs save. */
    void note(Exchange exchange) {
        exchange.setProperty(PROPERTY, this);
    }
}

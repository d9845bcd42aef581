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

    /**
     * Notes a call.
     *
     * @param own the endpoint that is called
     */
    static ChainPosition call(Exchange exchange, Admission own) {
        ChainPosition before = exchange.getProperty(PROPERTY, ChainPosition.class);
        Admission entry = before == null || !ReplyThreads.isCurrent() ? own : before.entry();
        ChainPosition now = new ChainPosition(entry, before == null ? 1 : before.calls() + 1);
        exchange.setProperty(PROPERTY, now);
        return now;
    }
}

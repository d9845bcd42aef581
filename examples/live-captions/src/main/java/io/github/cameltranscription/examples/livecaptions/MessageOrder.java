/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Restores the order of the messages of a browser. camel-vertx-websocket runs the route for each message on any worker
 * thread, so messages overtake one another; the browser numbers them from 0. Not thread-safe.
 */
final class MessageOrder {

    /** A browser sends ten messages a second: one message would have to be held up for 50 seconds. */
    static final int MOST_AHEAD = 500;

    private final Map<Long, BrowserMessage> early = new HashMap<>();
    private long next;

    /**
     * Adds a message.
     *
     * @return the messages whose turn it is, in order; none while an earlier one is missing
     * @throws IllegalArgumentException if the number has occurred before, or is too far ahead
     */
    List<BrowserMessage> add(BrowserMessage message) {
        long number = message.number();
        if (number < next || number > next + MOST_AHEAD || early.putIfAbsent(number, message) != null) {
            throw new IllegalArgumentException("message " + number + " cannot follow, " + next + " is the next");
        }
        List<BrowserMessage> ready = new ArrayList<>();
        for (BrowserMessage due = early.remove(next); due != null; due = early.remove(next)) {
            ready.add(due);
            next++;
        }
        return ready;
    }
}

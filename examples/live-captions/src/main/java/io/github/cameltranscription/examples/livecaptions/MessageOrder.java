/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the messages of a browser back in order. camel-vertx-websocket runs the route for each message on whichever worker
 * thread is free, so messages overtake one another; the browser numbers them, from 0. Not thread-safe.
 */
final class MessageOrder {

    /** More than the worker threads there are: a gap that is larger is none that will be filled. */
    static final int MOST_AHEAD = 500;

    private final Map<Long, BrowserMessage> early = new HashMap<>();
    private long next;

    /**
     * Takes a message.
     *
     * @return the messages whose turn it is now, in their order; none where one before them has not come yet
     * @throws IllegalArgumentException if its number has come before, or is far from what it could be
     */
    List<BrowserMessage> add(BrowserMessage message) {
        long number = message.number();
        if (number < next || number > next + MOST_AHEAD || early.putIfAbsent(number, message) != null) {
            throw new IllegalArgumentException("message " + number + " cannot come where " + next + " is the next");
        }
        List<BrowserMessage> ready = new ArrayList<>();
        for (BrowserMessage due = early.remove(next); due != null; due = early.remove(next)) {
            ready.add(due);
            next++;
        }
        return ready;
    }
}

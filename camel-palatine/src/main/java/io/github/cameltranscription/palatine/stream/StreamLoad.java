/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What all sessions of a component hold together. Thread-safe. */
final class StreamLoad {

    private final AtomicLong audio = new AtomicLong();
    private final AtomicInteger broken = new AtomicInteger();

    /** Adds to the bytes of audio that are kept; a negative number takes away. */
    void addAudio(long bytes) {
        audio.addAndGet(bytes);
    }

    /** Bytes of audio that are kept to be sent, or sent again. */
    long audio() {
        return audio.get();
    }

    /** Adds to the sessions without a connection that had one; a negative number takes away. */
    void addBroken(int sessions) {
        broken.addAndGet(sessions);
    }

    /** Sessions that are about to connect again: the more there are, the wider their attempts are spread. */
    int broken() {
        return broken.get();
    }
}

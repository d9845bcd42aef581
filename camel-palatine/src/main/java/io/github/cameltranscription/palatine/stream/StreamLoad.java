/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The audio bytes and reconnects of all sessions of a component. Thread-safe. */
final class StreamLoad {

    private final AtomicLong audio = new AtomicLong();
    private final AtomicInteger broken = new AtomicInteger();

    /** Adds to the bytes of audio in memory; a negative number subtracts. */
    void addAudio(long bytes) {
        audio.addAndGet(bytes);
    }

    /** The bytes of audio in memory. */
    long audio() {
        return audio.get();
    }

    /** Adds to the sessions that have lost their connection; a negative number subtracts. */
    void addBroken(int sessions) {
        broken.addAndGet(sessions);
    }

    /** The sessions that will connect again: the more there are, the wider their attempts are spread. */
    int broken() {
        return broken.get();
    }
}

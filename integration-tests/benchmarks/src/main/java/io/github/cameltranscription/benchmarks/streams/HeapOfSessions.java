/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.io.IOException;
import java.util.List;

import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.process.LiveHeap;

/**
 * The heap of a session, as the slope from a tenth of the sessions to all of them, so that fixed costs do not count. All
 * sessions send the same array, so the audio that they keep does not count; it is counted afterwards, when each chunk has
 * its own array.
 */
final class HeapOfSessions {

    private static final int CLASSES_SHOWN = 20;
    private static final String BYTE_ARRAY = "[B";

    private final ChildProcess client;
    private final int sessions;
    private final int firstSessions;
    private final LiveHeap withFirst;
    private LiveHeap withAll;
    private LiveHeap later;
    private LiveHeap withAudio;

    HeapOfSessions(ChildProcess client, int sessions, int firstSessions) throws IOException {
        this.client = client;
        this.sessions = sessions;
        this.firstSessions = firstSessions;
        this.withFirst = LiveHeap.of(client);
    }

    /** To be called when all sessions are open. */
    void countAll() throws IOException {
        withAll = LiveHeap.of(client);
    }

    /** To be called when all sessions have received more words. */
    void countLater() throws IOException {
        later = LiveHeap.of(client);
    }

    /** To be called when each kept chunk has its own array. */
    void countAudio() throws IOException {
        withAudio = LiveHeap.of(client);
    }

    double bytesPerSession() {
        return (double) (withAll.bytes() - withFirst.bytes()) / (sessions - firstSessions);
    }

    double bytesPerWord(double words) {
        return (later.bytes() - withAll.bytes()) / words;
    }

    double audioBytesPerSession() {
        return (double) (withAudio.bytesOf(BYTE_ARRAY) - later.bytesOf(BYTE_ARRAY)) / sessions;
    }

    /** The classes behind {@link #bytesPerSession}. */
    List<String> byClass() {
        return withAll.growthSince(withFirst, sessions - firstSessions, CLASSES_SHOWN);
    }
}

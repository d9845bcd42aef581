/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.io.IOException;
import java.util.List;

import io.github.cameltranscription.benchmarks.process.ChildProcess;
import io.github.cameltranscription.benchmarks.process.LiveHeap;

/**
 * What a session holds on the heap, as a slope from a tenth of them to all, so that nothing that is there once counts.
 * All send one and the same array, so that the audio that is kept to be sent again is no part of it; that is counted
 * afterwards, when each chunk has an array of its own.
 */
final class HeapOfSessions {

    private static final int CLASSES_SHOWN = 20;
    private static final String ARRAYS = "[B";

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

    /** All sessions are there. */
    void countAll() throws IOException {
        withAll = LiveHeap.of(client);
    }

    /** They have said more. */
    void countLater() throws IOException {
        later = LiveHeap.of(client);
    }

    /** Each chunk that is kept is an array of its own by now. */
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
        return (double) (arrays(withAudio) - arrays(later)) / sessions;
    }

    private static long arrays(LiveHeap heap) {
        LiveHeap.Count none = new LiveHeap.Count(0, 0);
        return heap.classes()
                .getOrDefault(ARRAYS, heap.classes().getOrDefault(ARRAYS, none))
                .bytes();
    }

    /** The classes behind {@link #bytesPerSession}. */
    List<String> byClass() {
        return withAll.growthSince(withFirst, sessions - firstSessions, CLASSES_SHOWN);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates the audio that the service has certainly processed and whose text has arrived. The service acknowledges
 * nothing (palatine-streaming.ru.txt), but its WebSocket answers pings in order with the audio. A pong shows that the
 * service has received the audio before the ping, and that all earlier messages of the service have arrived. The
 * service is faster than the audio (its documented real-time factor is 0.19), so audio that was received long enough
 * before the last answered ping is processed.
 */
final class ProcessedAudio {

    /** The maximum delay of the text after processing. */
    private static final long LAG = Duration.ofSeconds(5).toNanos();

    /** The maximum of audio that the service needs after a word to recognise it. */
    private static final long AHEAD = Duration.ofSeconds(3).toNanos();

    /** The minimum speed of the service, as a multiple of real time. */
    private static final int SPEED = 2;

    private record Taken(long position, long time) {}

    private final Deque<Taken> recent = new ArrayDeque<>();
    private long begin;
    private long processed;
    private long limit;
    private long clock;
    private long answered;

    /** A connection begins with audio from this position. */
    void connected(long position, long now) {
        recent.clear();
        begin = position;
        answered = now;
        processed = position;
        limit = position;
        clock = now;
    }

    /**
     * The service has received all audio before this position.
     *
     * @param asked the time of the ping
     */
    void taken(long position, long asked, long now) {
        recent.addLast(new Taken(position, now));
        answered = asked;
    }

    /** Earlier messages have not been read yet, so time counts only from now on. */
    void readingResumed(long now) {
        Taken last = recent.peekLast();
        if (last != null) {
            recent.clear();
            recent.addLast(new Taken(last.position(), now));
        }
        clock = Math.max(clock, now);
    }

    /** The position before which all audio is processed. */
    long position() {
        long until = answered - LAG;
        while (!recent.isEmpty() && recent.peekFirst().time() <= until) {
            Taken taken = recent.removeFirst();
            advance(taken.time());
            limit = Math.max(limit, taken.position());
        }
        advance(until);
        return Math.max(begin, Math.min(processed, limit - AHEAD));
    }

    private void advance(long time) {
        if (time > clock) {
            processed = Math.max(processed, Math.min(limit, processed + (time - clock) * SPEED));
            clock = time;
        }
    }
}

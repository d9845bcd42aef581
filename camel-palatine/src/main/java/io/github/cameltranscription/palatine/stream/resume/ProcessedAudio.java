/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How much of the audio the service has certainly turned into text that has arrived. The service acknowledges nothing
 * itself (palatine-streaming.ru.txt), but its WebSocket answers pings, which travel in order with the audio: what lies
 * before a ping has been taken when its pong arrives, and from then on time counts, up to the last ping that was answered:
 * what the service said before it had that ping has arrived too. The service is faster than the audio (its documented real-time factor is
 * 0.19), so audio that was taken long enough ago is done.
 */
final class ProcessedAudio {

    /** How long the service may take to say what it has worked on. */
    private static final long LAG = Duration.ofSeconds(5).toNanos();

    /** How much audio the service may hear beyond a word before it says the word. */
    private static final long AHEAD = Duration.ofSeconds(3).toNanos();

    /** How many times faster than the audio the service works at least. */
    private static final int SPEED = 2;

    private record Taken(long position, long time) {}

    private final Deque<Taken> recent = new ArrayDeque<>();
    private long begin;
    private long processed;
    private long limit;
    private long clock;
    private long answered;

    /** A connection begins, with audio from this position on. */
    void connected(long position, long now) {
        recent.clear();
        begin = position;
        answered = now;
        processed = position;
        limit = position;
        clock = now;
    }

    /**
     * The service has all audio before this position.
     *
     * @param asked when it was asked
     */
    void taken(long position, long asked, long now) {
        recent.addLast(new Taken(position, now));
        answered = asked;
    }

    /** What was said before has yet to be read: only from now on does time count. */
    void readingResumed(long now) {
        Taken last = recent.peekLast();
        if (last != null) {
            recent.clear();
            recent.addLast(new Taken(last.position(), now));
        }
        clock = Math.max(clock, now);
    }

    /** The position before which everything is done. */
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

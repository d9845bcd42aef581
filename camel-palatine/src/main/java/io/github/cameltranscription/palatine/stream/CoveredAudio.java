/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/**
 * How much of the audio the service has certainly turned into text that we have got. It acknowledges nothing
 * (palatine-streaming.ru.txt), but works in blocks of 300 ms and sends at most one partial for each: so many partials
 * have come, so many blocks are done; of messages, where these are shorter, in case it sends one for each of them. Where
 * silence brings no partials, time tells: the service is faster than the audio (its documented real-time factor is 0.19),
 * so what was sent long enough ago is done.
 */
final class CoveredAudio {

    /** What the service works on at once. */
    static final Duration BLOCK = Duration.ofMillis(300);

    /** How far behind the service may be with audio that brings no partials. */
    private static final Duration LAG = Duration.ofSeconds(5);

    /** How many times faster than the audio the service is at least. */
    private static final double SPEED = 2;

    private static final double NANOS = 1e9;
    private static final double ROUNDING = 1e-6;

    private double first;
    private double unit;
    private double lastLength;
    private long partials;
    private long done;
    private double workedOn;
    private double sent;
    private long lastNanos;

    /** A connection begins, with audio from this block on. */
    void connected(long block, long nanoTime) {
        first = seconds(BLOCK) * block;
        unit = seconds(BLOCK);
        lastLength = unit;
        partials = 0;
        done = block;
        workedOn = first;
        sent = first;
        lastNanos = nanoTime;
    }

    /**
     * A message has been sent.
     *
     * @param length   of its audio
     * @param position where it ends, from the beginning of the session
     */
    void sent(Duration length, Duration position, long nanoTime) {
        advance(nanoTime);
        // The last message of all may be shorter than any before, and says nothing about them.
        unit = Math.min(unit, lastLength);
        lastLength = seconds(length);
        sent = seconds(position);
    }

    /** A partial has come; gives the first block at whose end that can have been. */
    long partial(long nanoTime) {
        advance(nanoTime);
        partials++;
        return (long) Math.ceil((first + partials * unit) / seconds(BLOCK) - ROUNDING);
    }

    /** How many blocks from the beginning of the session are done. */
    long blocks() {
        double certain = Math.min(sent, Math.max(first + partials * unit, workedOn - seconds(LAG)));
        done = Math.max(done, (long) (certain / seconds(BLOCK) + ROUNDING));
        return done;
    }

    private void advance(long nanoTime) {
        workedOn = Math.min(sent, workedOn + (nanoTime - lastNanos) / NANOS * SPEED);
        lastNanos = nanoTime;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / NANOS;
    }
}

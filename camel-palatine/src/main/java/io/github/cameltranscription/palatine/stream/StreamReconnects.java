/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * Decides when a session connects again, and when it fails. {@code reconnectAttempts} limits the consecutive connections
 * that break without progress, and the attempts of a session that never had a connection. {@code reconnectTimeout} limits
 * the time without a connection.
 */
final class StreamReconnects {

    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

    /** The mean time between the attempts of sessions that lost their connections at once. */
    private static final long BETWEEN_SESSIONS = Duration.ofMillis(5).toNanos();

    /** The additional processed audio that counts as progress. */
    private static final long PROGRESS = Duration.ofSeconds(1).toNanos();

    private final StreamSettings settings;
    private final StreamLoad load;
    private boolean everConnected;
    private boolean broken;
    private int breaks;
    private int misses;
    private long brokenSince;
    private int mostWords;
    private long mostProcessed;

    StreamReconnects(StreamSettings settings, StreamLoad load) {
        this.settings = settings;
        this.load = load;
    }

    /** The service has sent its config. */
    void connected() {
        everConnected = true;
        misses = 0;
        setBroken(false);
    }

    /**
     * A connection broke after its config.
     *
     * @param words     the number of words so far
     * @param processed the nanoseconds of audio that the service has certainly processed
     */
    void broke(int words, long processed, long now) {
        boolean progress = words > mostWords || processed >= mostProcessed + PROGRESS;
        mostWords = Math.max(mostWords, words);
        mostProcessed = Math.max(mostProcessed, processed);
        breaks = progress ? 1 : breaks + 1;
        brokenSince = now;
        setBroken(true);
    }

    /** The session is over. */
    void close() {
        setBroken(false);
    }

    private void setBroken(boolean now) {
        if (broken != now) {
            broken = now;
            load.addBroken(now ? 1 : -1);
        }
    }

    /** A connection broke before its config, or could not be made. */
    void missed() {
        misses++;
    }

    /** Whether the last connections made no progress. */
    boolean isStuck() {
        return breaks > 1;
    }

    /**
     * The pause before the next attempt.
     *
     * @param  random from 0 to 1
     * @return        nanoseconds, or -1 if the session fails
     */
    long pause(TranscriptionException why, long now, double random) {
        int attempts = everConnected ? breaks : misses;
        long wanted = why.getRetryAfter() == null ? 0 : why.getRetryAfter().toNanos();
        long left = settings.reconnectTimeout().toNanos() - (everConnected ? now - brokenSince : 0);
        if (attempts > settings.reconnectAttempts() || left <= 0 || wanted > left) {
            return -1;
        }
        int tries = Math.max(1, Math.min(10, Math.max(breaks, misses + 1)));
        double pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << tries - 1) * (1 - random / 2)
                + random * load.broken() * BETWEEN_SESSIONS;
        return Math.max(wanted, Math.min(left, (long) pause));
    }

    /** Why there is no further attempt. */
    String reason(long now) {
        if (everConnected && breaks <= settings.reconnectAttempts()) {
            return "; no connection came about for reconnectTimeout " + settings.reconnectTimeout();
        }
        return settings.reconnectAttempts() == 0
                ? ""
                : "; " + settings.reconnectAttempts() + " more connections (reconnectAttempts) got no further";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * When a session connects again, and when no more. Connections that broke are attempts as long as none of them got further
 * than the ones before: {@code reconnectAttempts}. While no connection can be made, time counts:
 * {@code reconnectTimeout}. A session that never had a connection gives up after {@code reconnectAttempts} too.
 */
final class StreamReconnects {

    private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(2).toNanos();

    /** Of many sessions that lost their connection at once, so many per second connect again. */
    private static final long BETWEEN_SESSIONS = Duration.ofMillis(5).toNanos();

    /** Audio that a connection must have got further to count as progress. */
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

    /** The service has said what it expects. */
    void connected() {
        everConnected = true;
        misses = 0;
        setBroken(false);
    }

    /**
     * A connection broke that had been ready for audio.
     *
     * @param words     that are known now
     * @param processed nanoseconds of audio that the service has certainly worked on
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

    /** No connection came about. */
    void missed() {
        misses++;
    }

    /** Whether the last connections got nowhere. */
    boolean isStuck() {
        return breaks > 1;
    }

    /**
     * The pause before the next attempt.
     *
     * @param  random from 0 to 1
     * @return        nanoseconds, or -1 if there is to be none
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

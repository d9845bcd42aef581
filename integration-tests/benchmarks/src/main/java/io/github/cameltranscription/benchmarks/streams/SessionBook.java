/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

/** The words that a session has sent and received, numbered from 1, one for each block of audio. */
final class SessionBook {

    private static final int MOST_UNDER_WAY = 256;

    private final RoundTrips roundTrips;
    private final long[] sentAt = new long[MOST_UNDER_WAY];
    private int sent;
    private int received;
    private boolean reordered;
    private boolean late;

    SessionBook(RoundTrips roundTrips) {
        this.roundTrips = roundTrips;
    }

    /** The audio that ends a word is about to be sent. */
    synchronized void sending(long now) {
        sentAt[sent++ % MOST_UNDER_WAY] = now;
    }

    /** A partial has come whose last word is this one. */
    synchronized void received(int word, long now) {
        if (word != received + 1 || word > sent) {
            reordered = true;
            return;
        }
        long nanos = now - sentAt[received++ % MOST_UNDER_WAY];
        late |= nanos > RoundTrips.BOUND.toNanos();
        roundTrips.add(nanos);
    }

    /** Lateness counts from now on; what was out of order stays so. */
    synchronized void begin() {
        late = false;
    }

    /** Whether each word that was due has come in time. */
    synchronized boolean isFed(long now) {
        boolean overdue = received < sent && now - sentAt[received % MOST_UNDER_WAY] > RoundTrips.BOUND.toNanos();
        return received > 0 && !late && !overdue;
    }

    synchronized boolean isInOrder() {
        return !reordered;
    }

    synchronized int received() {
        return received;
    }
}

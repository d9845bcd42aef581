/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.palatine.stream.resume.AudioWindow;

/**
 * The audio of a session that waits to be sent, or was sent and may have to be sent again. It is bounded for the
 * session, and over all sessions by {@link StreamLoad}. Positions are bytes from the beginning of the session. Used
 * only on the session's thread, except {@link #offer} and {@link #resentSeconds}.
 */
final class StreamAudio {

    /** The number of messages that may wait to be sent; above it, senders wait. */
    private static final int CHUNKS_AHEAD = 4;

    /** Above it, sent audio is discarded, and a sender that does not wait is refused. */
    private static final long LARGEST_WINDOW = 8L * 1024 * 1024;

    /** The maximum of all audio sent again: this multiple of the audio sent, plus a minute. */
    private static final int MOST_RESENT = 4;

    private static final Duration ALWAYS_RESENT = Duration.ofMinutes(1);
    private static final long ALWAYS_RESENT_BYTES = LARGEST_WINDOW;

    /**
     * How long a sender waits because of the limit of all sessions. After that, its session discards audio that the
     * service has received.
     */
    private static final long LONGEST_DELAY = Duration.ofSeconds(1).toNanos();

    private record Sender(long position, CompletableFuture<Void> accepted) {}

    private final StreamFormat format;
    private final StreamFailures failures;
    private final StreamLoad load;
    private final long mostInAll;
    private final long mostAhead;

    private final AtomicLong unsent = new AtomicLong();
    private final AudioWindow window = new AudioWindow();
    private final Queue<Sender> senders = new ArrayDeque<>();
    private volatile long resent;
    private long mostSent;
    private long reported;
    private boolean delayed;
    private long delayedSince;
    private boolean crowdedOut;

    StreamAudio(StreamSettings settings, StreamFormat format, StreamFailures failures, StreamLoad load) {
        this.format = format;
        this.failures = failures;
        this.load = load;
        this.mostInAll = settings.maxStreamBuffer();
        this.mostAhead = (long) CHUNKS_AHEAD * format.chunkSize(settings.chunkDuration());
    }

    /**
     * Counts audio before it is appended. From any thread.
     *
     * @return whether the sender may continue at once
     */
    boolean offer(int bytes) {
        return unsent.addAndGet(bytes) <= mostAhead && !isCrowded();
    }

    /**
     * Adds audio.
     *
     * @param bytes whole samples
     * @param accepted completed when its sender may continue; {@code null} if at once
     * @throws TranscriptionException if too much audio waits to be sent
     */
    void append(byte[] bytes, CompletableFuture<Void> accepted, long now) {
        long ahead = window.end() - mostSent;
        boolean crowded = isCrowded() && ahead > mostAhead;
        if (ahead > LARGEST_WINDOW || crowded) {
            unsent.addAndGet(-bytes.length);
            throw failures.failure(
                    ErrorCategory.INVALID_REQUEST,
                    "this audio is not taken: it comes faster than the service takes it"
                            + (crowded ? ", and all streams together hold maxStreamBuffer " + mostInAll : "")
                            + ": wait for each chunk to be taken before the next is sent");
        }
        if (isCrowded() && !senders.isEmpty()) {
            // Its sender does not wait.
            delayed = true;
            delayedSince = now - LONGEST_DELAY;
        }
        window.append(bytes);
        count(window.size());
        if (accepted != null) {
            senders.add(new Sender(window.end() - mostAhead, accepted));
        }
    }

    /** So many bytes have been sent, up to this one. */
    void sent(long position, int length) {
        resent += Math.max(0, Math.min(position, mostSent) - (position - length));
        if (position > mostSent) {
            unsent.addAndGet(mostSent - position);
            mostSent = position;
        }
    }

    /**
     * Lets waiting senders continue if there is room.
     *
     * @return false if one waits only because of the limit of all sessions
     */
    boolean accept(long now) {
        while (!senders.isEmpty() && senders.peek().position() <= mostSent) {
            if (isCrowded() && window.size() > mostAhead) {
                delayedSince = delayed ? delayedSince : now;
                delayed = true;
                return false;
            }
            delayed = false;
            senders.remove().accepted().complete(null);
        }
        return true;
    }

    /**
     * Discards audio that will not be sent again, and more if memory is short.
     *
     * @param sent the position of this connection, or the beginning of the next one
     * @param taken the position up to which the service has received audio; later audio is never discarded for lack of
     *     memory
     * @param needed the first byte that may have to be sent again; compressed audio can be sent again only from its
     *     beginning
     */
    void discard(long sent, long taken, long needed, long now) {
        if (isCrowded() && (!format.isTimed() || isDelayedLong(now))) {
            crowdedOut |= taken > needed;
            window.discardBefore(taken);
        } else if (format.isTimed()) {
            window.discardBefore(Math.min(sent, needed));
        }
        if (window.size() > LARGEST_WINDOW) {
            window.discardBefore(Math.min(sent, window.end() - LARGEST_WINDOW));
        }
        count(window.size());
    }

    /** The message for audio that can no longer be sent again. */
    String keptTooLittle() {
        return "; the audio that would have to be sent again is more than is kept"
                + (crowdedOut ? ", because all streams together hold maxStreamBuffer " + mostInAll + ": raise it" : "");
    }

    private boolean isDelayedLong(long now) {
        return delayed && now - delayedSince >= LONGEST_DELAY;
    }

    private boolean isCrowded() {
        return load.audio() >= mostInAll;
    }

    private void count(long held) {
        load.addAudio(held - reported);
        reported = held;
    }

    /** Whether sending again from this position would exceed the limit. */
    boolean isResentTooMuch(long position) {
        long always = format.isTimed() ? format.bytesIn(ALWAYS_RESENT) : ALWAYS_RESENT_BYTES;
        return resent + mostSent - position > MOST_RESENT * mostSent + always;
    }

    /** The message for {@link #isResentTooMuch}. */
    String resentTooMuch() {
        return "; the connection broke so often that more than " + MOST_RESENT + " times the audio would be sent again";
    }

    /** Seconds of audio that were sent again; 0 for compressed audio. From any thread. */
    double resentSeconds() {
        return format.isTimed() ? format.timeOf(resent).toMillis() / 1e3 : 0;
    }

    /** Reads audio, which stays here. */
    byte[] read(long position, int most) {
        return window.read(position, most);
    }

    /** The first byte that is still here. */
    long start() {
        return window.start();
    }

    /** Behind the last byte. */
    long end() {
        return window.end();
    }

    /** The position after the last byte that any connection has sent. */
    long mostSent() {
        return mostSent;
    }

    /** Discards all audio; waiting senders get the failure, or continue without one. */
    void close(TranscriptionException failure) {
        window.discardBefore(window.end());
        count(0);
        for (Sender sender : senders) {
            if (failure == null) {
                sender.accepted().complete(null);
            } else {
                sender.accepted().completeExceptionally(failure);
            }
        }
        senders.clear();
    }
}

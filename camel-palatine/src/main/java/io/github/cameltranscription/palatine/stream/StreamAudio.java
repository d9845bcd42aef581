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
 * The audio of a session: what waits to be sent, and what was sent and may have to be sent again. It is bounded for the
 * session, and over all sessions by {@link StreamLoad}. Positions are bytes from the beginning of the session. Only on the
 * session's thread, {@link #offer} and {@link #resentSeconds} apart.
 */
final class StreamAudio {

    /** Messages that are accepted before they are sent: beyond them, senders wait. */
    private static final int CHUNKS_AHEAD = 4;

    /** Beyond it, audio that was sent and may be needed again is let go, and a sender that does not wait is refused. */
    private static final long LARGEST_WINDOW = 8L * 1024 * 1024;

    /** All audio that is sent again together is at most so many times what was sent, and a minute. */
    private static final int MOST_RESENT = 4;

    private static final Duration ALWAYS_RESENT = Duration.ofMinutes(1);
    private static final long ALWAYS_RESENT_BYTES = LARGEST_WINDOW;

    /**
     * So long a sender is put off because all sessions hold too much. Then its session lets go of what the service has, until
     * it holds no more than it may in any case.
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
     * Counts audio that is about to be appended. From any thread.
     *
     * @return whether the sender may go on at once
     */
    boolean offer(int bytes) {
        return unsent.addAndGet(bytes) <= mostAhead && !isCrowded();
    }

    /**
     * Adds audio.
     *
     * @param  bytes                  whole samples
     * @param  accepted               completed when its sender may go on; {@code null} if it may go on at once
     * @throws TranscriptionException if too much waits to be sent already
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
     * Lets senders go on, as far as there is room.
     *
     * @return false if one waits only because all sessions together hold too much
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
     * Lets go of audio that will not be sent again, and of more if there is no room for it.
     *
     * @param sent   how far this connection is, or the next one will begin
     * @param taken  how much of that the service has; what it may not have is not let go of for want of room
     * @param needed the first byte that may have to be sent again; of audio whose codec says nothing about time only all
     *               can be sent again, or nothing
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

    /** Why audio cannot be sent again that would have to be, in words. */
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

    /** Whether all that was sent again would be too much, if this position were gone back to. */
    boolean isResentTooMuch(long position) {
        long always = format.isTimed() ? format.bytesIn(ALWAYS_RESENT) : ALWAYS_RESENT_BYTES;
        return resent + mostSent - position > MOST_RESENT * mostSent + always;
    }

    /** What {@link #isResentTooMuch} means, in words. */
    String resentTooMuch() {
        return "; the connection broke so often that more than " + MOST_RESENT + " times the audio would be sent again";
    }

    /** Seconds of audio that were sent again; 0 where bytes tell nothing about time. From any thread. */
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

    /** Behind the last byte that any connection has sent. */
    long mostSent() {
        return mostSent;
    }

    /** Keeps nothing more; senders that still wait for room get the failure, or may go on if there is none. */
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.time.Duration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

/**
 * One connection of a session: waits for the service's config, sends audio and pings in order, and ends the audio. Used
 * only on the session's thread.
 */
final class StreamConnection implements StreamSocket.Handler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamConnection.class);

    private static final Duration TICK = Duration.ofMillis(1);
    private static final Duration PING_INTERVAL = Duration.ofMillis(500);
    private static final Duration IDLE_PING_INTERVAL = Duration.ofSeconds(5);

    /** A peer that has answered pings counts as dead after this time without a message. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    /**
     * The maximum of audio sent ahead of what the service has received: a ping must not wait behind minutes of audio.
     */
    private static final Duration MOST_IN_FLIGHT = Duration.ofSeconds(10);

    private static final int MOST_BYTES_IN_FLIGHT = 512 * 1024;

    /** The events of a connection. {@link #broken} and {@link #failed} are the last. */
    interface Events {

        /** The service has sent its config. */
        void configured(StreamConfig config);

        /** A number of bytes has been sent, up to this position. */
        void sent(long position, int length);

        /** The service has received the audio up to this byte. It answered a ping sent at this time. */
        void taken(long position, long asked);

        void recognized(StreamMessage partial);

        void finished(StreamMessage message, String raw);

        /** The connection has failed; another one may succeed. */
        void broken(TranscriptionException why);

        /** The session has failed: another connection would fail too. */
        void failed(TranscriptionException why);

        /** The time until the audio from this byte may be sent, in nanoseconds; not positive if at once. */
        long earlyBy(long position);

        /** Whether the audio has ended. */
        boolean isEnding();

        /** Runs a handler; an error in it fails the session. */
        void guard(Runnable task);
    }

    /** The facts about the peer, over all connections of a session. */
    static final class PeerPings {

        private boolean answered;
        private boolean ignored;
    }

    private final StreamLoop loop;
    private final StreamSocket socket;
    private final StreamSettings settings;
    private final StreamFailures failures;
    private final StreamAudio audio;
    private final PeerPings pings;
    private final Events events;
    private final int chunkSize;
    private final long mostInFlight;
    private final StreamTimer connectTimer;
    private final StreamTimer paceTimer;
    private final StreamTimer stallTimer;
    private final StreamTimer finalTimer;
    private final StreamTimer pingTimer;

    private boolean configured;
    private boolean over;
    private boolean paused;
    private boolean endSent;
    private long sent;
    private long taken;
    private long pinged;
    private long pingedAt;
    private boolean pingUnanswered;
    private boolean heardSincePing;

    /** @param position the first byte to be sent */
    StreamConnection(
            StreamLoop loop,
            StreamSocket socket,
            StreamSettings settings,
            StreamFormat format,
            StreamFailures failures,
            StreamAudio audio,
            long position,
            PeerPings pings,
            Events events) {
        this.loop = loop;
        this.socket = socket;
        this.settings = settings;
        this.failures = failures;
        this.audio = audio;
        this.pings = pings;
        this.events = events;
        this.chunkSize = format.chunkSize(settings.chunkDuration());
        this.mostInFlight = format.isTimed() ? format.bytesIn(MOST_IN_FLIGHT) : MOST_BYTES_IN_FLIGHT;
        this.sent = position;
        this.taken = position;
        this.connectTimer = new StreamTimer(loop);
        this.paceTimer = new StreamTimer(loop);
        this.stallTimer = new StreamTimer(loop);
        this.finalTimer = new StreamTimer(loop);
        this.pingTimer = new StreamTimer(loop);
    }

    void open() {
        connectTimer.set(
                settings.connectTimeout(),
                () -> broken("the service sent no config within connectTimeout " + settings.connectTimeout()));
        socket.connect(this);
    }

    boolean isConfigured() {
        return configured;
    }

    boolean isEndSent() {
        return endSent;
    }

    /** The position after the last byte that was sent. */
    long sent() {
        return sent;
    }

    /** The position after the last byte that the service has certainly received. */
    long taken() {
        return taken;
    }

    void close() {
        over = true;
        connectTimer.cancel();
        paceTimer.cancel();
        cancelServiceTimers();
        socket.close();
    }

    /** Stops reading after the config; the timers for answers are suspended. */
    void pauseReading() {
        paused = true;
        if (configured) {
            socket.pause();
            cancelServiceTimers();
        }
    }

    void resumeReading() {
        paused = false;
        if (!configured) {
            return;
        }
        socket.resume();
        if (pings.ignored) {
            take(sent, loop.nanoTime());
        } else if (pingUnanswered) {
            pingTimer.set(LONGEST_SILENCE, guarded(this::noPong));
        } else {
            awaitPingTime();
        }
        if (endSent) {
            awaitFinal();
        }
        pump();
    }

    private void cancelServiceTimers() {
        stallTimer.cancel();
        finalTimer.cancel();
        pingTimer.cancel();
    }

    @Override
    public void refused(Throwable cause) {
        if (!over) {
            events.guard(() -> events.broken(failures.ofConnecting(cause)));
        }
    }

    @Override
    public void closed(Short code, String reason) {
        if (!over) {
            events.guard(() -> events.broken(failures.ofClose(code, reason)));
        }
    }

    @Override
    public void drained() {
        heardSincePing = true;
        stallTimer.cancel();
        events.guard(this::pump);
    }

    @Override
    public void text(String text) {
        events.guard(() -> receive(text));
    }

    private void receive(String text) {
        if (over) {
            return;
        }
        heardSincePing = true;
        StreamMessage message;
        try {
            message = StreamMessage.read(text);
        } catch (IOException notJson) {
            broken("a message of the service is not JSON: " + text);
            return;
        }
        switch (message.type()) {
            case "config" -> configured(message.toConfig());
            case "partial" -> recognized(message);
            case "final" -> {
                if (endSent) {
                    events.finished(message, text);
                } else {
                    broken("the service ended the session before its audio was over");
                }
            }
            case "error" -> events.broken(failures.ofMessage(message.code(), message.message()));
            default -> LOG.debug("Ignored a message of an undocumented type: {}", message.type());
        }
    }

    private void configured(StreamConfig config) {
        if (configured) {
            return;
        }
        connectTimer.cancel();
        configured = true;
        events.configured(config);
        if (over) {
            return;
        }
        if (!pings.ignored) {
            ping();
        }
        if (paused) {
            pauseReading();
        }
        pump();
    }

    private void recognized(StreamMessage message) {
        if (configured) {
            if (endSent) {
                awaitFinal();
            }
            events.recognized(message);
        }
    }

    /** Sends what can be sent now, and schedules the rest. */
    void pump() {
        if (!configured || endSent || over) {
            return;
        }
        while (sent < audio.end()) {
            if (socket.isFull() || pings.answered && sent - taken >= mostInFlight) {
                awaitRoom();
                return;
            }
            long early = events.earlyBy(sent);
            if (early > 0) {
                paceTimer.set(Duration.ofNanos(early).plus(TICK), guarded(this::pump));
                break;
            }
            byte[] chunk = audio.read(sent, (int) Math.min(chunkSize, audio.end() - sent));
            socket.send(chunk);
            sent += chunk.length;
            events.sent(sent, chunk.length);
            if (pings.ignored && !paused) {
                take(sent, loop.nanoTime());
            } else if (!pingUnanswered && loop.nanoTime() - pingedAt >= PING_INTERVAL.toNanos()) {
                ping();
            }
        }
        if (events.isEnding() && sent == audio.end()) {
            socket.send(new byte[0]);
            endSent = true;
            awaitFinal();
        }
    }

    private void ping() {
        pingUnanswered = true;
        heardSincePing = false;
        pinged = sent;
        pingedAt = loop.nanoTime();
        socket.ping();
        if (!paused) {
            pingTimer.set(LONGEST_SILENCE, guarded(this::noPong));
        }
    }

    @Override
    public void pong() {
        events.guard(this::ponged);
    }

    private void ponged() {
        if (over || !pingUnanswered) {
            return;
        }
        pingUnanswered = false;
        pings.answered = true;
        stallTimer.cancel();
        take(pinged, pingedAt);
        if (!paused) {
            awaitPingTime();
        }
        pump();
    }

    private void take(long position, long asked) {
        taken = position;
        events.taken(position, asked);
    }

    private void awaitPingTime() {
        if (!pings.ignored) {
            pingTimer.set(sent > pinged ? PING_INTERVAL : IDLE_PING_INTERVAL, guarded(this::ping));
        }
    }

    private void noPong() {
        if (!pings.answered) {
            LOG.info("palatine stream: the service does not answer pings, so audio counts as taken when it is written;"
                    + " words may be lost if the connection stalls and breaks");
            pings.ignored = true;
            pingUnanswered = false;
            take(sent, loop.nanoTime());
            pump();
        } else if (heardSincePing) {
            heardSincePing = false;
            pingTimer.set(LONGEST_SILENCE, guarded(this::noPong));
        } else {
            broken("the connection is dead: no answer to a ping for " + LONGEST_SILENCE.toSeconds() + " s");
        }
    }

    private void awaitRoom() {
        if (!pings.ignored && !pingUnanswered) {
            ping();
        }
        if (!stallTimer.isSet() && !paused) {
            stallTimer.set(
                    settings.responseTimeout(),
                    () -> broken("the service took no audio within responseTimeout " + settings.responseTimeout()));
        }
    }

    private void awaitFinal() {
        if (paused) {
            return;
        }
        finalTimer.set(
                settings.responseTimeout(), () -> events.failed(failures.unfinished(settings.responseTimeout())));
    }

    private Runnable guarded(Runnable task) {
        return () -> events.guard(task);
    }

    private void broken(String why) {
        events.broken(failures.failure(ErrorCategory.PROVIDER_UNAVAILABLE, why));
    }
}

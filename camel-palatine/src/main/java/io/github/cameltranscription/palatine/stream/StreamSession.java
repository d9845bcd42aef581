/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.palatine.stream.resume.RecognizedWord;
import io.github.cameltranscription.palatine.stream.resume.ResumableText;
import io.github.cameltranscription.palatine.stream.resume.WordArrival;
import io.github.cameltranscription.transcript.Transcript;

/**
 * One stream of audio and its text, over any number of connections. Its public methods may be called from any thread;
 * its state belongs to one thread.
 */
public final class StreamSession {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);

    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);

    private final StreamLoop loop;
    private final Supplier<StreamSocket> sockets;
    private final StreamSettings settings;
    private final StreamFormat format;
    private final StreamFailures failures;
    private final StreamListener listener;
    private final boolean endsWhenIdle;

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Transcript> ended = new CompletableFuture<>();
    private volatile TranscriptionException failure;
    private volatile int connections;

    private final StreamAudio audio;
    private final ResumableText text;
    private final StreamReconnects reconnects;
    private final StreamConnection.PeerPings pings = new StreamConnection.PeerPings();
    private final StreamTimer idleTimer;
    private final StreamTimer reconnectTimer;
    private final StreamTimer roomTimer;
    private StreamConnection connection;
    private StreamConfig config;
    private boolean begun;
    private boolean over;
    private boolean ending;
    private boolean readingPaused;
    private long resumeAt;
    private long firstSentAt;

    /**
     * @param sockets makes one for each connection
     * @param load the memory and reconnects of all sessions
     * @param endsWhenIdle whether to end the session when no audio arrives for {@code idleTimeout}
     */
    StreamSession(
            StreamLoop loop,
            Supplier<StreamSocket> sockets,
            StreamSettings settings,
            StreamFormat format,
            StreamFailures failures,
            StreamLoad load,
            boolean endsWhenIdle,
            StreamListener listener) {
        this.loop = loop;
        this.sockets = sockets;
        this.settings = settings;
        this.format = format;
        this.failures = failures;
        this.endsWhenIdle = endsWhenIdle;
        this.listener = listener;
        this.audio = new StreamAudio(settings, format, failures, load);
        this.text = new ResumableText(format.isTimed());
        this.reconnects = new StreamReconnects(settings, load);
        this.idleTimer = new StreamTimer(loop);
        this.reconnectTimer = new StreamTimer(loop);
        this.roomTimer = new StreamTimer(loop);
    }

    /**
     * Connects, unless it has done so before.
     *
     * @return done when the service has sent its config; fails with a {@link TranscriptionException}
     */
    public CompletionStage<Void> open() {
        run(() -> {
            if (!begun && !over) {
                begun = true;
                connect();
            }
        });
        return opened;
    }

    /**
     * Accepts audio.
     *
     * @param bytes whole samples in the session's format; the session keeps the array
     * @return done when there is room for the next audio; fails with a {@link TranscriptionException}
     */
    public CompletionStage<Void> send(byte[] bytes) {
        TranscriptionException known = failure;
        if (known != null) {
            return CompletableFuture.failedFuture(known);
        }
        if (bytes.length % format.frameSize() != 0) {
            return CompletableFuture.failedFuture(notTaken("its " + bytes.length
                    + " bytes are not whole samples of " + format.frameSize() + " bytes (codec "
                    + format.codec().wireName() + ", channels " + format.channels() + "): send whole samples"));
        }
        CompletableFuture<Void> accepted = audio.offer(bytes.length) ? null : new CompletableFuture<>();
        run(() -> append(bytes, accepted));
        return accepted == null ? CompletableFuture.completedFuture(null) : accepted;
    }

    /** Ends the audio; done when the service has recognised everything. Fails with a {@link TranscriptionException}. */
    public CompletionStage<Transcript> end() {
        run(() -> {
            if (!ending && !over) {
                ending = true;
                idleTimer.cancel();
                pump();
            }
        });
        return ended;
    }

    /** Fails the session, unless it has ended. */
    public void abort(TranscriptionException why) {
        run(() -> fail(why));
    }

    /** Stops reading messages until {@link #resumeReading()}. */
    public void pauseReading() {
        run(() -> {
            readingPaused = true;
            if (connection != null) {
                connection.pauseReading();
            }
        });
    }

    /** Reads messages again. */
    public void resumeReading() {
        run(() -> {
            readingPaused = false;
            if (connection != null) {
                text.readingResumed(loop.nanoTime());
                connection.resumeReading();
            }
        });
    }

    /** Seconds of audio that were sent again after connections broke; 0 where bytes tell nothing about time. */
    public double resentSeconds() {
        return audio.resentSeconds();
    }

    /** The number of connections. */
    public int connections() {
        return connections;
    }

    StreamFailures failures() {
        return failures;
    }

    /** The bytes of audio in one message. */
    int chunkSize() {
        return format.chunkSize(settings.chunkDuration());
    }

    private void run(Runnable task) {
        loop.execute(() -> guarded(task));
    }

    /** An unexpected error ends the session, which would otherwise never end. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException unexpected) {
            LOG.debug("An unexpected error in a stream", unexpected);
            fail(failures.failure(ErrorCategory.PROVIDER_UNAVAILABLE, "an unexpected error: " + unexpected));
        }
    }

    private void append(byte[] bytes, CompletableFuture<Void> accepted) {
        try {
            if (over) {
                throw failure != null ? failure : notTaken("the session is over");
            }
            if (ending) {
                throw notTaken("the end of its audio was sent before");
            }
            audio.append(bytes, accepted, loop.nanoTime());
        } catch (TranscriptionException refused) {
            if (accepted != null) {
                accepted.completeExceptionally(refused);
            }
            return;
        }
        awaitAudio();
        pump();
        acceptAudio();
    }

    private TranscriptionException notTaken(String why) {
        return failures.failure(ErrorCategory.INVALID_REQUEST, "this audio is not taken: " + why);
    }

    private void acceptAudio() {
        if (!audio.accept(loop.nanoTime()) && !roomTimer.isSet()) {
            roomTimer.set(LOOK_FOR_ROOM, () -> guarded(this::discardAudio));
        }
    }

    private void discardAudio() {
        long needed = format.isTimed() ? format.bytesIn(Duration.ofNanos(text.neededFrom())) : 0;
        audio.discard(
                connection == null ? resumeAt : connection.sent(),
                connection == null ? resumeAt : connection.taken(),
                needed,
                loop.nanoTime());
        acceptAudio();
    }

    private void awaitAudio() {
        if (endsWhenIdle && config != null) {
            idleTimer.set(settings.idleTimeout(), () -> {
                LOG.info("palatine stream ended: no audio came for {}", settings.idleTimeout());
                end();
            });
        }
    }

    private void connect() {
        connection = new StreamConnection(
                loop, sockets.get(), settings, format, failures, audio, resumeAt, pings, new ConnectionEvents());
        if (readingPaused) {
            connection.pauseReading();
        }
        connection.open();
    }

    private void pump() {
        if (connection != null) {
            connection.pump();
        }
    }

    private final class ConnectionEvents implements StreamConnection.Events {

        @Override
        public void configured(StreamConfig said) {
            String difference = said.difference(format, settings.ownParameters());
            if (difference != null) {
                fail(failures.failure(ErrorCategory.UNSUPPORTED_MEDIA, difference));
                return;
            }
            reconnects.connected();
            connections++;
            text.connected(loop.nanoTime());
            if (config == null) {
                config = said;
                listener.configured(said);
                opened.complete(null);
                awaitAudio();
            }
        }

        @Override
        public long earlyBy(long position) {
            // Measured from the first audio, so that delays do not add up.
            return settings.realtime() && audio.mostSent() > 0
                    ? format.timeOf(position).toNanos() - (loop.nanoTime() - firstSentAt)
                    : 0;
        }

        @Override
        public boolean isEnding() {
            return ending;
        }

        @Override
        public void sent(long position, int length) {
            long now = loop.nanoTime();
            firstSentAt = audio.mostSent() == 0 ? now : firstSentAt;
            text.sent(nanosOf(position), now);
            audio.sent(position, length);
            discardAudio();
        }

        @Override
        public void taken(long position, long asked) {
            long now = loop.nanoTime();
            text.taken(nanosOf(position), asked, now);
            listener.received(Duration.ofNanos(now - asked));
        }

        @Override
        public void recognized(StreamMessage message) {
            if (text.heard(message.chunkText(), message.fullText(), loop.nanoTime())) {
                Duration end = timeOf(text.last().arrival());
                RecognizedWord before = text.changedAfter();
                Duration start = before == null ? Duration.ZERO : timeOf(before.arrival());
                listener.recognized(new StreamPartial(
                        text.changedText(), text.text(), start.compareTo(end) > 0 ? end : start, end));
            }
            discardAudio();
        }

        @Override
        public void finished(StreamMessage message, String raw) {
            text.finished();
            Duration worked = Duration.ofNanos(audio.mostSent() == 0 ? 0 : loop.nanoTime() - firstSentAt);
            Duration heard = format.isTimed() ? format.timeOf(audio.mostSent()) : message.totalDuration();
            Duration length = heard == null ? worked : heard;
            Transcript transcript = new Transcript(
                    StreamFailures.PROVIDER,
                    null,
                    config.language(),
                    length,
                    text.text(),
                    StreamSegments.of(text.words(), length, worked),
                    null,
                    null,
                    raw);
            close();
            listener.finished(transcript);
            audio.close(null);
            ended.complete(transcript);
        }

        @Override
        public void broken(TranscriptionException why) {
            if (over) {
                return;
            }
            long now = loop.nanoTime();
            boolean wasReady = connection.isConfigured();
            connection.close();
            connection = null;
            if (wasReady) {
                reconnects.broke(text.count(), text.processed(), now);
            } else {
                reconnects.missed();
            }
            if (!StreamFailures.isPassing(why)) {
                fail(why);
                return;
            }
            long pause = reconnects.pause(why, now, loop.random());
            if (pause < 0) {
                fail(why.withMessage(why.getProviderMessage() + reconnects.reason(now)));
                return;
            }
            if (wasReady && !goBack(why)) {
                return;
            }
            LOG.info("palatine stream: {}; connecting again in {} ms", why.getMessage(), pause / 1_000_000);
            reconnectTimer.set(Duration.ofNanos(pause), () -> guarded(StreamSession.this::connect));
        }

        @Override
        public void failed(TranscriptionException why) {
            fail(why);
        }

        @Override
        public void guard(Runnable task) {
            guarded(task);
        }
    }

    private Duration timeOf(WordArrival arrival) {
        boolean all = connection != null && connection.isEndSent() && arrival.sent() == nanosOf(audio.mostSent());
        return StreamSegments.timeOf(arrival, all);
    }

    private long nanosOf(long position) {
        return format.isTimed() ? format.timeOf(position).toNanos() : position;
    }

    /** Returns to the first audio that the service may not have processed. */
    private boolean goBack(TranscriptionException why) {
        long position = text.cut(nanosOf(audio.start()), !reconnects.isStuck());
        if (position < 0) {
            fail(why.withMessage(why.getProviderMessage() + audio.keptTooLittle()));
            return false;
        }
        resumeAt = format.isTimed() ? Math.max(audio.start(), format.bytesIn(Duration.ofNanos(position))) : 0;
        if (audio.isResentTooMuch(resumeAt)) {
            fail(why.withMessage(why.getProviderMessage() + audio.resentTooMuch()));
            return false;
        }
        return true;
    }

    private void fail(TranscriptionException why) {
        if (over) {
            return;
        }
        close();
        // First, so that the stream's place is free once its sender knows.
        listener.failed(why);
        failure = why;
        audio.close(why);
        opened.completeExceptionally(why);
        ended.completeExceptionally(why);
    }

    private void close() {
        over = true;
        idleTimer.cancel();
        reconnectTimer.cancel();
        roomTimer.cancel();
        reconnects.close();
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}

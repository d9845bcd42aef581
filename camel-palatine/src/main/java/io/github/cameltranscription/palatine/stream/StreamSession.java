/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.palatine.stream.resume.AudioWindow;
import io.github.cameltranscription.palatine.stream.resume.RecognizedWord;
import io.github.cameltranscription.palatine.stream.resume.ResumableText;
import io.github.cameltranscription.palatine.stream.resume.WordArrival;
import io.github.cameltranscription.transcript.Transcript;

/**
 * One stream of audio and what is recognised in it, over as many connections as it takes. Its public methods may be called
 * from any thread; its state belongs to one.
 */
public final class StreamSession {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);

    /** Audio that is accepted before it is sent: beyond it, senders wait. */
    private static final int CHUNKS_AHEAD = 4;

    /** Beyond it, audio that was sent and may be needed again is let go, and a sender that does not wait is refused. */
    private static final long LARGEST_WINDOW = 8L * 1024 * 1024;

    /** All audio that is sent again together is at most so many times what was sent, and a minute. */
    private static final int MOST_RESENT = 4;

    private static final Duration ALWAYS_RESENT = Duration.ofMinutes(1);
    private static final long ALWAYS_RESENT_BYTES = LARGEST_WINDOW;

    private static final long PROGRESS = Duration.ofSeconds(1).toNanos();
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);

    private record Sender(long position, CompletableFuture<Void> accepted) {}

    private final StreamLoop loop;
    private final Supplier<StreamSocket> sockets;
    private final StreamSettings settings;
    private final StreamFormat format;
    private final StreamFailures failures;
    private final StreamLoad load;
    private final boolean endsWhenIdle;
    private final int chunkSize;

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Transcript> ended = new CompletableFuture<>();
    private final AtomicLong unsent = new AtomicLong();
    private volatile TranscriptionException failure;
    private volatile long resent;

    private final AudioWindow audio = new AudioWindow();
    private final ResumableText text;
    private final StreamReconnects reconnects;
    private final StreamConnection.PeerPings pings = new StreamConnection.PeerPings();
    private final Queue<Sender> senders = new ArrayDeque<>();
    private final StreamTimer idleTimer;
    private final StreamTimer reconnectTimer;
    private final StreamTimer roomTimer;
    private StreamListener listener;
    private StreamConnection connection;
    private StreamConfig config;
    private boolean over;
    private boolean broken;
    private boolean ending;
    private boolean readingPaused;
    private long resumeAt;
    private long mostSent;
    private long firstSentAt;
    private long heldAudio;
    private int mostWords;
    private long mostProcessed;

    StreamSession(
            StreamLoop loop,
            Supplier<StreamSocket> sockets,
            StreamSettings settings,
            StreamFormat format,
            StreamFailures failures,
            StreamLoad load,
            boolean endsWhenIdle) {
        this.loop = loop;
        this.sockets = sockets;
        this.settings = settings;
        this.format = format;
        this.failures = failures;
        this.load = load;
        this.endsWhenIdle = endsWhenIdle;
        this.chunkSize = format.chunkSize(settings.chunkDuration());
        this.text = new ResumableText(format.isTimed());
        this.reconnects = new StreamReconnects(settings, load);
        this.idleTimer = new StreamTimer(loop);
        this.reconnectTimer = new StreamTimer(loop);
        this.roomTimer = new StreamTimer(loop);
    }

    /**
     * Connects, if that was not done before.
     *
     * @param  events is told what happens
     * @return        done when the service has said what it expects; fails with a {@link TranscriptionException}
     */
    public CompletionStage<Void> open(StreamListener events) {
        run(() -> {
            if (listener == null) {
                listener = events;
                if (!over) {
                    connect();
                }
            }
        });
        return opened;
    }

    /**
     * Takes audio.
     *
     * @param  bytes whole samples in the session's format; from now on the session's own
     * @return       done at once as long as there is room, else when there is; fails with a
     *               {@link TranscriptionException}
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
        long waiting = unsent.addAndGet(bytes.length);
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        boolean room = waiting <= (long) CHUNKS_AHEAD * chunkSize && load.audio() < settings.maxStreamBuffer();
        run(() -> append(bytes, room, accepted));
        return room ? CompletableFuture.completedFuture(null) : accepted;
    }

    /**
     * Ends the audio; done when the service has recognised everything. Fails with a {@link TranscriptionException}.
     */
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

    /** Gives the session up with this failure, unless it is over. */
    public void abort(TranscriptionException why) {
        run(() -> fail(why));
    }

    /** Takes no more messages from the service until {@link #resumeReading()}. */
    public void pauseReading() {
        run(() -> {
            readingPaused = true;
            if (connection != null) {
                connection.pauseReading();
            }
        });
    }

    /** Takes messages from the service again. */
    public void resumeReading() {
        run(() -> {
            readingPaused = false;
            if (connection != null) {
                connection.resumeReading();
            }
        });
    }

    /** Seconds of audio that were sent again after connections broke; 0 where bytes tell nothing about time. */
    public double resentSeconds() {
        return format.isTimed() ? format.timeOf(resent).toMillis() / 1e3 : 0;
    }

    private void run(Runnable task) {
        loop.execute(() -> guarded(task));
    }

    /** An error of ours must not leave a session that does not end. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException unexpected) {
            LOG.debug("An unexpected error in a stream", unexpected);
            fail(failures.failure(ErrorCategory.PROVIDER_UNAVAILABLE, "an unexpected error: " + unexpected));
        }
    }

    private void append(byte[] bytes, boolean room, CompletableFuture<Void> accepted) {
        if (over) {
            accepted.completeExceptionally(failure != null ? failure : notTaken("the session is over"));
            return;
        }
        if (ending) {
            accepted.completeExceptionally(notTaken("the end of its audio was sent before"));
            return;
        }
        long ahead = audio.end() - mostSent;
        boolean full = load.audio() >= settings.maxStreamBuffer() && ahead > (long) CHUNKS_AHEAD * chunkSize;
        if (ahead > LARGEST_WINDOW || full) {
            unsent.addAndGet(-bytes.length);
            accepted.completeExceptionally(notTaken("it comes faster than the service takes it"
                    + (full ? ", and all streams together hold maxStreamBuffer " + settings.maxStreamBuffer() : "")
                    + ": wait for each chunk to be taken before the next is sent"));
            return;
        }
        audio.append(bytes);
        if (!room) {
            senders.add(new Sender(audio.end() - (long) CHUNKS_AHEAD * chunkSize, accepted));
        }
        keepCount();
        awaitAudio();
        pump();
        acceptAudio();
    }

    private TranscriptionException notTaken(String why) {
        return failures.failure(ErrorCategory.INVALID_REQUEST, "this audio is not taken: " + why);
    }

    /** While all sessions together hold too much, audio is accepted only once all before it has been sent. */
    private void acceptAudio() {
        while (!senders.isEmpty() && senders.peek().position() <= mostSent) {
            if (load.audio() >= settings.maxStreamBuffer()) {
                if (!roomTimer.isSet()) {
                    roomTimer.set(
                            LOOK_FOR_ROOM,
                            () -> guarded(() -> {
                                letGo();
                                acceptAudio();
                            }));
                }
                return;
            }
            senders.remove().accepted().complete(null);
        }
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
            String difference = StreamExpectations.difference(format, said, settings.ownParameters());
            if (difference != null) {
                fail(failures.failure(ErrorCategory.UNSUPPORTED_MEDIA, difference));
                return;
            }
            setBroken(false);
            reconnects.connected();
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
            // Against the clock of the first audio, so that delays do not add up.
            return settings.realtime() && mostSent > 0
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
            firstSentAt = mostSent == 0 ? now : firstSentAt;
            text.sent(nanosOf(position), now);
            resent += Math.max(0, Math.min(position, mostSent) - (position - length));
            if (position > mostSent) {
                unsent.addAndGet(mostSent - position);
                mostSent = position;
            }
            letGo();
            acceptAudio();
        }

        @Override
        public void taken(long position, long asked) {
            text.taken(nanosOf(position), asked, loop.nanoTime());
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
            letGo();
        }

        @Override
        public void finished(StreamMessage message, String raw) {
            StreamSession.this.finished(message, raw);
        }

        @Override
        public void broken(TranscriptionException why) {
            StreamSession.this.broken(why);
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
        boolean all = connection != null && connection.isEndSent() && arrival.sent() == nanosOf(mostSent);
        return StreamSegments.timeOf(arrival, all);
    }

    private long nanosOf(long position) {
        return format.isTimed() ? format.timeOf(position).toNanos() : position;
    }

    /** Of audio whose codec says nothing about time only all can be sent again, or nothing. */
    private void letGo() {
        long sent = connection == null ? resumeAt : connection.sent();
        if (format.isTimed()) {
            long needed = format.bytesIn(Duration.ofNanos(text.neededFrom()));
            audio.discardBefore(Math.min(sent, needed));
        } else if (load.audio() >= settings.maxStreamBuffer()) {
            audio.discardBefore(sent);
        }
        if (audio.size() > LARGEST_WINDOW) {
            audio.discardBefore(Math.min(sent, audio.end() - LARGEST_WINDOW));
        }
        keepCount();
    }

    private void keepCount() {
        long held = over ? 0 : audio.size();
        load.addAudio(held - heldAudio);
        heldAudio = held;
    }

    private void finished(StreamMessage message, String raw) {
        text.finished();
        Duration worked = Duration.ofNanos(mostSent == 0 ? 0 : loop.nanoTime() - firstSentAt);
        Duration heard = format.isTimed() ? format.timeOf(mostSent) : message.totalDuration();
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
        ended.complete(transcript);
    }

    /** The connection is of no more use. */
    private void broken(TranscriptionException why) {
        if (over) {
            return;
        }
        long now = loop.nanoTime();
        boolean wasReady = connection.isConfigured();
        connection.close();
        connection = null;
        if (wasReady) {
            reconnects.broke(isProgress(), now);
            setBroken(true);
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
        reconnectTimer.set(Duration.ofNanos(pause), () -> guarded(this::connect));
    }

    private boolean isProgress() {
        boolean further = text.count() > mostWords || text.processed() >= mostProcessed + PROGRESS;
        mostWords = Math.max(mostWords, text.count());
        mostProcessed = Math.max(mostProcessed, text.processed());
        return further;
    }

    /** Goes back to what the service may not have worked on. */
    private boolean goBack(TranscriptionException why) {
        long position = text.cut(nanosOf(audio.start()), !reconnects.isStuck());
        if (position < 0) {
            fail(why.withMessage(
                    why.getProviderMessage() + "; the audio that would have to be sent again is more than is kept"));
            return false;
        }
        resumeAt = format.isTimed() ? Math.max(audio.start(), format.bytesIn(Duration.ofNanos(position))) : 0;
        long always = format.isTimed() ? format.bytesIn(ALWAYS_RESENT) : ALWAYS_RESENT_BYTES;
        if (resent + mostSent - resumeAt > MOST_RESENT * mostSent + always) {
            fail(why.withMessage(why.getProviderMessage() + "; the connection broke so often that more than "
                    + MOST_RESENT + " times the audio would be sent again"));
            return false;
        }
        return true;
    }

    private void setBroken(boolean now) {
        if (broken != now) {
            broken = now;
            load.addBroken(now ? 1 : -1);
        }
    }

    private void fail(TranscriptionException why) {
        if (over) {
            return;
        }
        failure = why;
        close();
        senders.forEach(sender -> sender.accepted().completeExceptionally(why));
        senders.clear();
        if (listener != null) {
            listener.failed(why);
        }
        opened.completeExceptionally(why);
        ended.completeExceptionally(why);
    }

    private void close() {
        over = true;
        idleTimer.cancel();
        reconnectTimer.cancel();
        roomTimer.cancel();
        setBroken(false);
        keepCount();
        audio.discardBefore(audio.end());
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.engine.RetryPolicy;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.transcript.Transcript;

/**
 * One stream of audio and what is recognised in it, over as many connections as it takes. Its methods may be called from
 * any thread; its state belongs to one event loop.
 */
public final class StreamSession {

    private static final Logger LOG = LoggerFactory.getLogger(StreamSession.class);

    /** Somebody is speaking meanwhile. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration TICK = Duration.ofMillis(1);

    /** Audio that is accepted before it is sent: beyond it, senders wait. */
    private static final int CHUNKS_AHEAD = 4;

    /** Beyond it, audio that was sent and may be needed again is let go, and a sender that does not wait is refused. */
    private static final long LARGEST_WINDOW = 8L * 1024 * 1024;

    /** Blocks of audio that are sent again beside what is needed, so that no word is begun in its middle. */
    private static final long BLOCKS_BEFORE = 4;

    private enum State {
        NEW,
        CONNECTING,
        STREAMING,
        BROKEN,
        OVER
    }

    private record Sender(long position, CompletableFuture<Void> accepted) {}

    private final Context context;
    private final WebSocketClient sockets;
    private final WebSocketConnectOptions address;
    private final StreamSettings settings;
    private final StreamFormat format;
    private final StreamFailures failures;
    private final boolean endsWhenIdle;
    private final StreamListener listener;
    private final RetryPolicy reconnects;
    private final int chunkSize;

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private final CompletableFuture<Transcript> ended = new CompletableFuture<>();
    private final AtomicLong queued = new AtomicLong();
    private volatile TranscriptionException failure;
    private volatile boolean over;

    private final AudioWindow audio = new AudioWindow();
    private final CoveredAudio covered = new CoveredAudio();
    private final StreamText text = new StreamText();
    private final Queue<Sender> senders = new ArrayDeque<>();
    private final StreamTimers timers;
    private State state = State.NEW;
    private StreamSocket socket;
    private StreamConfig config;
    private long sent;
    private long mostSent;
    private long firstSentAt;
    private boolean anySent;
    private boolean ending;
    private boolean endSent;
    private boolean readingPaused;
    private int breaks;

    StreamSession(
            Context context,
            WebSocketClient sockets,
            WebSocketConnectOptions address,
            StreamSettings settings,
            StreamFormat format,
            StreamFailures failures,
            boolean endsWhenIdle,
            StreamListener listener) {
        this.context = context;
        this.sockets = sockets;
        this.address = address;
        this.settings = settings;
        this.format = format;
        this.failures = failures;
        this.endsWhenIdle = endsWhenIdle;
        this.listener = listener;
        this.reconnects = new RetryPolicy(settings.reconnectAttempts(), FIRST_PAUSE);
        this.chunkSize = format.chunkSize(settings.chunkDuration());
        this.timers = new StreamTimers(context);
    }

    /** Connects; done when the service has said what it expects. Fails with a {@link TranscriptionException}. */
    public CompletionStage<Void> open() {
        run(() -> {
            if (state == State.NEW) {
                connect();
            }
        });
        return opened;
    }

    /**
     * Takes audio.
     *
     * @param  bytes in the session's format; from now on the session's own
     * @return       done at once as long as there is room, else when there is; fails with a
     *               {@link TranscriptionException}
     */
    public CompletionStage<Void> send(byte[] bytes) {
        TranscriptionException known = failure;
        if (known != null) {
            return CompletableFuture.failedFuture(known);
        }
        long waiting = queued.addAndGet(bytes.length);
        CompletableFuture<Void> accepted = new CompletableFuture<>();
        boolean room = waiting <= (long) CHUNKS_AHEAD * chunkSize;
        run(() -> append(bytes, room, accepted));
        return room ? CompletableFuture.completedFuture(null) : accepted;
    }

    /**
     * Ends the audio; done when the service has recognised everything. Fails with a {@link TranscriptionException}.
     */
    public CompletionStage<Transcript> end() {
        run(() -> {
            if (!ending && state != State.OVER) {
                ending = true;
                timers.cancel(StreamTimers.IDLE);
                pump();
            }
        });
        return ended;
    }

    /** Gives the session up with this failure, unless it is over. */
    public void abort(TranscriptionException why) {
        run(() -> fail(why));
    }

    /** Whether it has finished or failed. */
    public boolean isOver() {
        return over;
    }

    /** Why it failed, or {@code null}. */
    public TranscriptionException failure() {
        return failure;
    }

    /** Takes no more messages from the service until {@link #resumeReading()}. */
    public void pauseReading() {
        run(() -> {
            readingPaused = true;
            if (socket != null) {
                socket.pause();
            }
        });
    }

    /** Takes messages from the service again. */
    public void resumeReading() {
        run(() -> {
            readingPaused = false;
            if (socket != null) {
                socket.resume();
            }
        });
    }

    private void run(Runnable task) {
        context.runOnContext(ignored -> guarded(task));
    }

    /** An error of ours must not leave a session that nobody ends. */
    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException unexpected) {
            LOG.debug("An unexpected error in a stream", unexpected);
            fail(failures.failure(ErrorCategory.PROVIDER_UNAVAILABLE, "an unexpected error: " + unexpected));
        }
    }

    private void append(byte[] bytes, boolean room, CompletableFuture<Void> accepted) {
        if (state == State.OVER) {
            accepted.completeExceptionally(failure != null ? failure : notTaken("the session is over"));
        } else if (ending) {
            accepted.completeExceptionally(notTaken("the end of its audio was sent before"));
        } else if (audio.end() - mostSent > LARGEST_WINDOW) {
            queued.addAndGet(-bytes.length);
            accepted.completeExceptionally(notTaken("it comes faster than the service takes it: wait for each chunk to"
                    + " be taken before the next is sent"));
        } else {
            audio.append(bytes);
            if (!room) {
                senders.add(new Sender(audio.end() - (long) CHUNKS_AHEAD * chunkSize, accepted));
            }
            awaitAudio();
            pump();
        }
    }

    private TranscriptionException notTaken(String why) {
        return failures.failure(ErrorCategory.INVALID_REQUEST, "this audio is not taken: " + why);
    }

    private void awaitAudio() {
        if (!endsWhenIdle) {
            return;
        }
        timers.set(
                StreamTimers.IDLE,
                settings.idleTimeout(),
                () -> guarded(() -> {
                    LOG.info("palatine stream ended: no audio came for {}", settings.idleTimeout());
                    end();
                }));
    }

    private void connect() {
        state = State.CONNECTING;
        endSent = false;
        StreamSocket connecting = new StreamSocket(sockets, address);
        socket = connecting;
        connecting.onText(message -> guarded(() -> {
            if (socket == connecting) {
                receive(message);
            }
        }));
        connecting.onClose((code, reason) -> guarded(() -> {
            if (socket == connecting) {
                broken(failures.ofClose(code, reason));
            }
        }));
        connecting.onDrained(() -> guarded(() -> {
            if (socket == connecting) {
                timers.cancel(StreamTimers.STALL);
                pump();
            }
        }));
        timers.set(
                StreamTimers.CONNECT,
                settings.connectTimeout(),
                () -> guarded(() -> broken(failures.failure(
                        ErrorCategory.PROVIDER_UNAVAILABLE,
                        "the service did not say what it expects within connectTimeout "
                                + settings.connectTimeout()))));
        if (readingPaused) {
            connecting.pause();
        }
        connecting.connect(
                chunkSize,
                thrown -> guarded(() -> {
                    if (socket == connecting) {
                        broken(failures.ofConnecting(thrown));
                    }
                }));
    }

    private void receive(String message) {
        StreamMessage read;
        try {
            read = StreamMessage.read(message);
        } catch (IOException broken) {
            broken(failures.failure(
                    ErrorCategory.PROVIDER_UNAVAILABLE, "a message of the service is not JSON: " + message));
            return;
        }
        switch (read.type()) {
            case "config" -> configured(read.toConfig());
            case "partial" -> recognized(read);
            case "final" -> finished(read, message);
            case "error" -> broken(failures.ofMessage(read.code(), read.message()));
            default -> LOG.debug("A message of a type that is not documented is passed over: {}", read.type());
        }
    }

    private void configured(StreamConfig said) {
        if (state != State.CONNECTING) {
            return;
        }
        String difference = StreamExpectations.difference(format, said);
        if (difference != null) {
            fail(failures.failure(ErrorCategory.UNSUPPORTED_MEDIA, difference));
            return;
        }
        timers.cancel(StreamTimers.CONNECT);
        state = State.STREAMING;
        covered.connected(format.isTimed() ? blockOf(sent) : 0, System.nanoTime());
        if (config == null) {
            config = said;
            listener.configured(said);
            opened.complete(null);
            awaitAudio();
        }
        pump();
    }

    private long blockOf(long position) {
        return position / format.bytesIn(CoveredAudio.BLOCK);
    }

    /** Sends what can be sent now, and arranges for the rest. */
    private void pump() {
        if (state != State.STREAMING || endSent) {
            return;
        }
        // A sample that was begun and not ended would be refused.
        long limit = ending ? audio.end() - audio.end() % format.frameSize() : audio.end();
        while (sent < limit) {
            if (socket.isFull()) {
                awaitDrain();
                return;
            }
            long early = earlyBy();
            if (early > 0) {
                timers.set(StreamTimers.PACE, Duration.ofNanos(early).plus(TICK), () -> guarded(this::pump));
                return;
            }
            byte[] chunk = audio.read(sent, (int) Math.min(chunkSize, limit - sent));
            socket.send(chunk);
            sent += chunk.length;
            noteSent(chunk.length);
        }
        if (ending) {
            socket.send(new byte[0]);
            endSent = true;
            awaitFinal();
        }
    }

    /** Against the clock of the first audio, so that delays do not add up. */
    private long earlyBy() {
        if (!settings.realtime() || !anySent) {
            return 0;
        }
        return format.timeOf(sent).toNanos() - (System.nanoTime() - firstSentAt);
    }

    private void noteSent(int length) {
        long now = System.nanoTime();
        if (!anySent) {
            anySent = true;
            firstSentAt = now;
        }
        if (format.isTimed()) {
            covered.sent(format.timeOf(length), format.timeOf(sent), now);
        }
        if (sent > mostSent) {
            queued.addAndGet(mostSent - sent);
            mostSent = sent;
            while (!senders.isEmpty() && senders.peek().position() <= mostSent) {
                senders.remove().accepted().complete(null);
            }
        }
        letGo();
    }

    /** Of audio whose codec says nothing about time only all can be sent again, or nothing. */
    private void letGo() {
        if (format.isTimed()) {
            audio.discardBefore((covered.blocks() - BLOCKS_BEFORE) * format.bytesIn(CoveredAudio.BLOCK));
        }
        if (audio.size() > LARGEST_WINDOW) {
            audio.discardBefore(Math.min(sent, audio.end() - LARGEST_WINDOW));
        }
    }

    private void awaitDrain() {
        if (!timers.isSet(StreamTimers.STALL)) {
            timers.set(
                    StreamTimers.STALL,
                    settings.responseTimeout(),
                    () -> guarded(() -> broken(failures.failure(
                            ErrorCategory.PROVIDER_UNAVAILABLE,
                            "the service took no audio within responseTimeout " + settings.responseTimeout()))));
        }
    }

    private void awaitFinal() {
        timers.set(
                StreamTimers.FINAL,
                settings.responseTimeout(),
                () -> guarded(() -> fail(failures.failure(
                        ErrorCategory.PROVIDER_UNAVAILABLE,
                        "the service did not finish: nothing came within responseTimeout " + settings.responseTimeout()
                                + " after the end of the audio"))));
    }

    private void recognized(StreamMessage message) {
        if (state != State.STREAMING) {
            return;
        }
        breaks = 0;
        Moment moment = moment();
        if (endSent) {
            awaitFinal();
        }
        if (text.hear(message.chunkText(), message.fullText(), moment)) {
            Duration start = text.changedAfter();
            Duration end = moment.sent();
            listener.recognized(
                    new StreamPartial(text.changedText(), text.text(), start.compareTo(end) > 0 ? end : start, end));
        }
        letGo();
    }

    private Moment moment() {
        long now = System.nanoTime();
        Duration arrived = sinceFirstAudio(now);
        long earliest = covered.partial(now);
        if (!format.isTimed()) {
            return new Moment(0, Moment.UNKNOWN, arrived, arrived, false);
        }
        // What is not a whole block is worked on at the end alone.
        long latest = endSent ? blockOf(sent - 1) + 1 : Math.max(1, blockOf(sent));
        Duration upTo = CoveredAudio.BLOCK.multipliedBy(latest);
        Duration heard = format.timeOf(sent);
        boolean paced = heard.minus(arrived).compareTo(Duration.ofSeconds(1)) < 0;
        return new Moment(Math.min(earliest, latest), latest, upTo.compareTo(heard) < 0 ? upTo : heard, arrived, paced);
    }

    private Duration sinceFirstAudio(long now) {
        return anySent ? Duration.ofNanos(now - firstSentAt) : Duration.ZERO;
    }

    private void finished(StreamMessage message, String raw) {
        if (!endSent) {
            broken(failures.failure(
                    ErrorCategory.PROVIDER_UNAVAILABLE, "the service ended the session before its audio was over"));
            return;
        }
        text.finish();
        Duration worked = sinceFirstAudio(System.nanoTime());
        Duration heard = format.isTimed() ? format.timeOf(sent) : message.totalDuration();
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
        over = true;
        listener.finished(transcript);
        ended.complete(transcript);
    }

    /** The connection is of no more use. */
    private void broken(TranscriptionException why) {
        if (state == State.OVER) {
            return;
        }
        if (!StreamFailures.isPassing(why)) {
            fail(why);
            return;
        }
        Duration pause = reconnects.delayAfter(
                ++breaks, why.getRetryAfter(), ThreadLocalRandom.current().nextDouble());
        if (pause == null) {
            fail(why);
            return;
        }
        dropSocket();
        state = State.BROKEN;
        LOG.info("palatine stream: {}; connecting again in {} ms", why.getMessage(), pause.toMillis());
        if (sent > 0 && !goBack()) {
            fail(why.withMessage(
                    why.getProviderMessage() + "; the audio that would have to be sent again is more than is kept"));
            return;
        }
        timers.set(StreamTimers.CONNECT, pause, () -> guarded(this::connect));
    }

    /** Sees to it that what the service may not have worked on is sent again; gives whether that is still there. */
    private boolean goBack() {
        if (!format.isTimed()) {
            if (audio.start() > 0) {
                return false;
            }
            text.reconnecting(0, true);
            sent = 0;
            return true;
        }
        long blockSize = format.bytesIn(CoveredAudio.BLOCK);
        long needed = covered.blocks();
        long kept = (audio.start() + blockSize - 1) / blockSize;
        if (kept > needed) {
            return false;
        }
        long block = Math.max(kept, Math.max(0, needed - BLOCKS_BEFORE));
        if (config != null) {
            text.reconnecting(block, false);
        }
        sent = block * blockSize;
        return true;
    }

    private void fail(TranscriptionException why) {
        if (state == State.OVER) {
            return;
        }
        failure = why;
        close();
        over = true;
        senders.forEach(sender -> sender.accepted().completeExceptionally(why));
        senders.clear();
        listener.failed(why);
        opened.completeExceptionally(why);
        ended.completeExceptionally(why);
    }

    private void close() {
        state = State.OVER;
        dropSocket();
    }

    private void dropSocket() {
        timers.cancelAll(ending || state == State.OVER);
        StreamSocket dropped = socket;
        socket = null;
        if (dropped != null) {
            dropped.close();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.List;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** One open WebSocket. On its event loop only. */
final class StreamSession {

    private static final int CLOSE_NORMAL = 1000;

    /** What Vert.x says where no close frame came (RFC 6455, 7.1.5). */
    private static final int ABNORMAL_CLOSURE = 1006;

    /** How long the simulator waits for a client to show that it has read everything, before the connection is cut. */
    private static final long LONGEST_WAIT_FOR_PONG_MILLIS = 1_000;

    private static final long NEVER = -1;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final HttpConnection connection;
    private final StreamParameters parameters;
    private final StreamSettings settings;
    private final StreamFaultEffect fault;
    private final PalatineStreams streams;
    private final RecordedStream record;
    private final StreamOutbox outbox;
    private final StreamPace pace;
    private final StringBuilder fullText = new StringBuilder();

    private StreamFormat format;
    private StreamRecognizer recognizer;
    private byte[] block;
    private int blockLength;
    private long received;
    private long strikesAt = NEVER;
    private int partials;
    private boolean audioEnded;
    private boolean failing;
    /** The session has failed or ended: what still comes in is discarded. */
    private boolean over;

    StreamSession(
            Vertx vertx,
            ServerWebSocket socket,
            HttpConnection connection,
            StreamParameters parameters,
            StreamSettings settings,
            StreamFaultEffect fault,
            PalatineStreams streams,
            RecordedStream record) {
        this.vertx = vertx;
        this.socket = socket;
        this.connection = connection;
        this.parameters = parameters;
        this.settings = settings;
        this.fault = fault;
        this.streams = streams;
        this.record = record;
        outbox = new StreamOutbox(vertx);
        pace = new StreamPace(settings.latency().plus(fault.delay()), settings.realTimeFactor());
    }

    void begin() {
        socket.binaryMessageHandler(this::receive);
        socket.textMessageHandler(text -> receiveText());
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(closed -> closed());
        try {
            if (!record.authorized()) {
                throw new StreamError(StreamErrorCode.AUTH_ERROR, "Unauthorized: Invalid or missing token");
            }
            format = StreamFormat.of(parameters);
        } catch (StreamError e) {
            fail(e.code(), e.getMessage(), e.code().closeCode());
            return;
        }
        recognizer = new StreamRecognizer(format, settings.script());
        if (fault.atOpening()) {
            strike();
        }
        if (!over && fault.configSent()) {
            socket.writeTextMessage(StreamMessages.config(parameters, format));
        }
        if (!over && fault.afterAudio() != null) {
            strikesAt = format.bytes(fault.afterAudio().toNanos());
            if (strikesAt == 0) {
                strike();
            }
        }
    }

    private void receiveText() {
        if (!over) {
            failInOrder(StreamErrorCode.PROCESSING_ERROR, "Text messages are not expected, audio is binary");
        }
    }

    private void receive(Buffer message) {
        if (over) {
            return;
        }
        record.message(message.length());
        if (audioEnded) {
            failInOrder(StreamErrorCode.PROCESSING_ERROR, "The audio has ended, nothing can follow the empty message");
        } else if (message.length() == 0) {
            endAudio();
        } else {
            receiveAudio(message);
        }
    }

    private void receiveAudio(Buffer message) {
        int from = 0;
        while (from < message.length() && !over) {
            int until = message.length();
            if (strikesAt > received) {
                until = (int) Math.min(until, from + strikesAt - received);
            }
            record.audio(message, from, until);
            buffer(message, from, until);
            received += until - from;
            if (received == strikesAt && !over) {
                strike();
            }
            from = until;
        }
    }

    private void buffer(Buffer message, int start, int end) {
        if (block == null) {
            block = new byte[format.bytesPerBlock()];
        }
        int from = start;
        while (from < end && !over) {
            int length = Math.min(end - from, block.length - blockLength);
            message.getBytes(from, from + length, block, blockLength);
            blockLength += length;
            from += length;
            if (blockLength == block.length) {
                blockLength = 0;
                sendPartial(recognizer.hear(block, block.length), due(block.length));
            }
        }
    }

    private long due(int bytes) {
        return pace.due(System.nanoTime(), format.seconds(bytes));
    }

    private void sendPartial(List<String> words, long due) {
        if (!words.isEmpty()) {
            outbox.add(due, () -> sendPartial(String.join(" ", words)));
        }
    }

    private void sendPartial(String chunkText) {
        fullText.append(fullText.isEmpty() ? "" : " ").append(chunkText);
        record.partial(chunkText);
        socket.writeTextMessage(StreamMessages.partial(chunkText, fullText.toString()));
        if (++partials == fault.afterPartials()) {
            strike();
        }
    }

    private void endAudio() {
        audioEnded = true;
        if (blockLength % format.bytesPerMoment() != 0) {
            failInOrder(
                    StreamErrorCode.DECODE_ERROR,
                    "The audio does not end with a whole sample: " + received + " bytes of " + format.bytesPerMoment());
            return;
        }
        long due = due(blockLength);
        if (blockLength > 0) {
            sendPartial(recognizer.hear(block, blockLength), due);
        }
        sendPartial(recognizer.end(), due);
        if (fault.finalSent()) {
            outbox.add(due, this::complete);
        }
    }

    private void complete() {
        if (failing) {
            return;
        }
        record.complete();
        socket.writeTextMessage(StreamMessages.completed(format.seconds(received)));
        close(CLOSE_NORMAL);
    }

    private void strike() {
        if (fault.endsSession()) {
            if (fault.partialsLost() || fault.afterPartials() != StreamFaultEffect.NONE) {
                outbox.clear();
            } else {
                outbox.flush();
            }
        }
        if (fault.rawMessage() != null) {
            socket.writeTextMessage(fault.rawMessage());
        }
        if (fault.readingStops()) {
            socket.pause();
        }
        if (fault.cut()) {
            cut();
        } else if (fault.errorCode() != null) {
            boolean documented = fault.closeCode() == StreamFaultEffect.NONE;
            fail(
                    fault.errorCode(),
                    fault.errorMessage(),
                    documented ? fault.errorCode().closeCode() : fault.closeCode());
        } else if (fault.closeCode() != StreamFaultEffect.NONE) {
            close(fault.closeCode());
        }
    }

    /** What was recognised before is sent before. */
    private void failInOrder(StreamErrorCode code, String message) {
        failing = true;
        outbox.flush();
        if (!over) {
            fail(code, message, code.closeCode());
        }
    }

    private void fail(StreamErrorCode code, String message, int closeCode) {
        record.error(code);
        socket.writeTextMessage(StreamMessages.error(code, message));
        close(closeCode);
    }

    private void close(int code) {
        over = true;
        outbox.clear();
        streams.end(record, new StreamEnd(StreamEnd.Side.SERVER, code));
        socket.close((short) code);
    }

    /** A client whose write fails loses what it has not read yet, so the reset waits until it has read everything. */
    private void cut() {
        over = true;
        outbox.clear();
        long timer = vertx.setTimer(LONGEST_WAIT_FOR_PONG_MILLIS, late -> reset());
        socket.pongHandler(pong -> {
            vertx.cancelTimer(timer);
            reset();
        });
        socket.writePing(Buffer.buffer("cut"));
    }

    private void reset() {
        streams.end(record, new StreamEnd(StreamEnd.Side.SERVER, StreamEnd.NO_CODE));
        Channel channel = ((ConnectionBase) connection).channel();
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        // The channel's own close would send a close frame first.
        channel.unsafe().close(channel.newPromise());
    }

    private void closed() {
        over = true;
        outbox.clear();
        Short code = socket.closeStatusCode();
        boolean frame = code != null && code != ABNORMAL_CLOSURE;
        streams.end(record, new StreamEnd(StreamEnd.Side.CLIENT, frame ? code : StreamEnd.NO_CODE));
    }
}

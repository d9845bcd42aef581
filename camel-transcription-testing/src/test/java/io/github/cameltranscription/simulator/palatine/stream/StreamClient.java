/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.impl.WebSocketInternal;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.palatine.PalatineSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** A bare client of the streaming WebSocket. */
final class StreamClient {

    /** In place of a close code where there was no close frame. */
    static final int BROKEN = -1;

    private static final int ABNORMAL_CLOSURE = 1006;
    private static final int TIMEOUT_SECONDS = 60;
    private static final int MOST_CONNECTIONS = 2_000;

    private final WebSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private volatile WebSocketInternal internals;

    private StreamClient(ClientWebSocket socket) {
        this.socket = socket;
        // Before it is open: what the server says first is there at once.
        socket.textMessageHandler(messages::add);
        socket.exceptionHandler(ignored -> {});
        socket.closeHandler(ended -> {
            Short code = socket.closeStatusCode();
            closed.complete(code == null || code == ABNORMAL_CLOSURE ? BROKEN : code.intValue());
        });
    }

    private StreamClient opened(WebSocketInternal opened) {
        internals = opened;
        return this;
    }

    /** What clients are made with. */
    record Network(Vertx vertx, WebSocketClient client) {

        static Network of(Vertx vertx) {
            return new Network(
                    vertx,
                    vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MOST_CONNECTIONS)));
        }
    }

    /** {@code query} begins with a question mark; {@code authorization} is null for none. */
    static StreamClient open(Network network, PalatineSimulator palatine, String query, String authorization) {
        return await(tryOpen(network, palatine, query, authorization));
    }

    static Future<StreamClient> tryOpen(
            Network network, PalatineSimulator palatine, String query, String authorization) {
        WebSocketConnectOptions options = new WebSocketConnectOptions().setAbsoluteURI(palatine.streamUrl() + query);
        if (authorization != null) {
            options.putHeader("Authorization", authorization);
        }
        ClientWebSocket socket = network.client().webSocket();
        StreamClient client = new StreamClient(socket);
        Promise<StreamClient> connected = Promise.promise();
        // On a context: elsewhere a server that closes at once is faster than the handlers, and its message is lost.
        network.vertx().runOnContext(run -> socket.connect(options)
                .map(opened -> client.opened((WebSocketInternal) opened))
                .onComplete(connected));
        return connected.future();
    }

    /** The HTTP status with which the handshake is refused. */
    static int refusal(Network network, PalatineSimulator palatine, String query) throws Exception {
        Throwable failure = tryOpen(network, palatine, query, null)
                .toCompletionStage()
                .handle((client, error) -> error)
                .toCompletableFuture()
                .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        assertThat(failure).isInstanceOf(UpgradeRejectedException.class);
        return ((UpgradeRejectedException) failure).getStatus();
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    StreamClient send(byte[] audio) {
        socket.writeBinaryMessage(Buffer.buffer(audio));
        return this;
    }

    /** All of it, in messages of so many bytes. */
    StreamClient send(byte[] audio, int messageSize) {
        for (int from = 0; from < audio.length; from += messageSize) {
            send(Arrays.copyOfRange(audio, from, Math.min(audio.length, from + messageSize)));
        }
        return this;
    }

    /** All of it and the end, one message at a time. */
    void pace(Network network, byte[] audio, int messageSize, Duration interval) {
        AtomicInteger from = new AtomicInteger();
        network.vertx().setPeriodic(interval.toMillis(), timer -> {
            int start = from.getAndAdd(messageSize);
            if (start < audio.length) {
                send(Arrays.copyOfRange(audio, start, Math.min(audio.length, start + messageSize)));
            } else {
                network.vertx().cancelTimer(timer);
                end();
            }
        });
    }

    StreamClient end() {
        return send(new byte[0]);
    }

    void sendText(String text) {
        socket.writeTextMessage(text);
    }

    void close() {
        socket.close();
    }

    /** Without a close frame. */
    void breakConnection() {
        Channel channel = internals.channelHandlerContext().channel();
        channel.eventLoop().execute(() -> channel.unsafe().close(channel.newPromise()));
    }

    WebSocket socket() {
        return socket;
    }

    /** The next message, as it came. */
    String nextText() throws InterruptedException {
        String message = messages.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message within %s seconds", TIMEOUT_SECONDS).isNotNull();
        return message;
    }

    JsonObject next() throws InterruptedException {
        return new JsonObject(nextText());
    }

    /** The next message, which must be of this type. */
    JsonObject next(String type) throws InterruptedException {
        JsonObject message = next();
        assertThat(message.getString("type")).as("type of %s", message).isEqualTo(type);
        return message;
    }

    /** Waits for the end; the close code, or {@link #BROKEN}. */
    int closeCode() throws Exception {
        return closed.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    boolean isClosed() {
        return closed.isDone();
    }

    /** The messages that came and were not taken, once the connection has ended. */
    List<JsonObject> rest() throws Exception {
        closeCode();
        return received();
    }

    /** The messages that came and were not taken. */
    List<JsonObject> received() {
        List<String> taken = new ArrayList<>();
        messages.drainTo(taken);
        return taken.stream().map(JsonObject::new).toList();
    }
}

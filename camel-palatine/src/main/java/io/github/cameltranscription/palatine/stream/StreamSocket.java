/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

/** One WebSocket. Its handlers are set before it connects, so that nothing that comes is missed. */
final class StreamSocket {

    private static final int SMALLEST_QUEUE = 16 * 1024;
    private static final short NORMAL_CLOSURE = 1000;

    private final ClientWebSocket socket;
    private final WebSocketConnectOptions address;
    private Runnable drained = () -> {};
    private boolean connected;
    private boolean closed;
    private boolean paused;

    StreamSocket(WebSocketClient client, WebSocketConnectOptions address) {
        this.socket = client.webSocket();
        this.address = address;
    }

    void onText(Consumer<String> handler) {
        socket.textMessageHandler(handler::accept);
    }

    /** Gets the close code, {@code null} if there was none, and the reason, {@code null} if there was none. */
    void onClose(BiConsumer<Short, String> handler) {
        socket.closeHandler(ignored -> handler.accept(socket.closeStatusCode(), socket.closeReason()));
        // A connection that breaks is closed afterwards; without a handler Vert.x would log it.
        socket.exceptionHandler(ignored -> {});
    }

    void onDrained(Runnable handler) {
        drained = handler;
    }

    /** Connects on the event loop that this is called on. */
    void connect(int chunkSize, Consumer<Throwable> failed) {
        socket.connect(address).onComplete(result -> {
            if (result.failed()) {
                failed.accept(result.cause());
                return;
            }
            connected = true;
            socket.setWriteQueueMaxSize(Math.max(SMALLEST_QUEUE, 2 * chunkSize));
            socket.drainHandler(ignored -> drained.run());
            if (closed) {
                socket.close(NORMAL_CLOSURE);
            } else if (paused) {
                socket.pause();
            }
        });
    }

    boolean isFull() {
        return socket.writeQueueFull();
    }

    void send(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    void pause() {
        paused = true;
        if (connected) {
            socket.pause();
        }
    }

    void resume() {
        paused = false;
        if (connected) {
            socket.resume();
        }
    }

    /** Says good-bye; what comes until the connection is closed is nobody's any more. */
    void close() {
        closed = true;
        if (connected) {
            socket.close(NORMAL_CLOSURE);
        }
    }
}

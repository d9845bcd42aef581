/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;

/** A WebSocket of Vert.x. Its handlers are set before it connects, so that no message is missed. */
final class VertxSocket implements StreamSocket {

    private static final int SMALLEST_QUEUE = 16 * 1024;
    private static final short NORMAL_CLOSURE = 1000;

    private final ClientWebSocket socket;
    private final WebSocketConnectOptions address;
    private final int queueSize;
    private boolean connected;
    private boolean closed;

    VertxSocket(WebSocketClient client, WebSocketConnectOptions address, int chunkSize) {
        this.socket = client.webSocket();
        this.address = address;
        this.queueSize = Math.max(SMALLEST_QUEUE, 2 * chunkSize);
    }

    @Override
    public void connect(Handler handler) {
        socket.textMessageHandler(handler::text);
        socket.pongHandler(ignored -> handler.pong());
        socket.closeHandler(ignored -> {
            if (!closed) {
                handler.closed(socket.closeStatusCode(), socket.closeReason());
            }
        });
        // A broken connection is also closed; without a handler Vert.x would log the exception.
        socket.exceptionHandler(ignored -> {});
        socket.connect(address).onComplete(result -> {
            if (closed) {
                socket.close(NORMAL_CLOSURE);
            } else if (result.failed()) {
                handler.refused(result.cause());
            } else {
                connected = true;
                socket.setWriteQueueMaxSize(queueSize);
                socket.drainHandler(ignored -> handler.drained());
            }
        });
    }

    @Override
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    @Override
    public void send(byte[] bytes) {
        socket.writeBinaryMessage(Buffer.buffer(bytes));
    }

    @Override
    public void ping() {
        socket.writePing(Buffer.buffer());
    }

    @Override
    public void pause() {
        socket.pause();
    }

    @Override
    public void resume() {
        socket.resume();
    }

    @Override
    public void close() {
        closed = true;
        if (connected) {
            // A socket that is paused would not see the answer.
            socket.resume();
            socket.close(NORMAL_CLOSURE);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.json.JsonObject;

/** The baseline: the WebSocket client of Vert.x, its sessions spread over its event loops, and nothing else. */
final class BareClientStreams implements PacedSessions.Client {

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets;
    private final URI server;
    private final AtomicReferenceArray<ClientWebSocket> open;
    private final PacedSessions sessions;

    private BareClientStreams(URI server, int most) {
        this.server = server;
        WebSocketClientOptions options = new WebSocketClientOptions().setMaxConnections(most);
        options.setTcpNoDelay(true);
        this.sockets = vertx.createWebSocketClient(options);
        this.open = new AtomicReferenceArray<>(most);
        this.sessions = new PacedSessions(most, this);
    }

    /**
     * Serves a parent.
     *
     * @param arguments the server's URL, and how many sessions there will be
     */
    public static void main(String[] arguments) throws IOException {
        new BareClientStreams(URI.create(arguments[0]), Integer.parseInt(arguments[1])).sessions.serve();
    }

    @Override
    public void open(int session, Runnable ready) {
        // The event loops are dealt out to verticles in turn.
        vertx.deployVerticle(
                new AbstractVerticle() {
                    @Override
                    public void start() {
                        connect(session, ready);
                    }
                },
                new DeploymentOptions());
    }

    private void connect(int session, Runnable ready) {
        ClientWebSocket socket = sockets.webSocket();
        socket.textMessageHandler(message -> receive(session, new JsonObject(message), ready));
        socket.connect(server.getPort(), server.getHost(), "/api/v1/stream/asr")
                .onSuccess(connected -> open.set(session, socket))
                .onFailure(Throwable::printStackTrace);
    }

    private void receive(int session, JsonObject message, Runnable ready) {
        if (message.getString("type").equals("config")) {
            ready.run();
        } else {
            sessions.received(session, message.getString("chunk_text"));
        }
    }

    @Override
    public void send(int session, byte[] audio) {
        open.get(session).writeBinaryMessage(Buffer.buffer(audio));
    }
}

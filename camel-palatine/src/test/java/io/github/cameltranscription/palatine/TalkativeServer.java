/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.concurrent.TimeUnit;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;

/** Sends many long partials for little audio, as fast as the client reads them. */
final class TalkativeServer implements AutoCloseable {

    static final int PARTIALS = 3_000;

    /** Together some 60 MB, more than sockets hold. */
    private static final String LONG_TEXT = "слово ".repeat(2_000);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private volatile boolean heldUp;
    private int said;

    TalkativeServer() throws Exception {
        server = vertx.createHttpServer()
                .webSocketHandler(this::talk)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.actualPort() + "/api";
    }

    /** Whether the client has stopped reading. */
    boolean isHeldUp() {
        return heldUp;
    }

    private void talk(ServerWebSocket socket) {
        socket.writeTextMessage("{\"type\":\"config\"}");
        socket.handler(audio -> talkOn(socket));
        socket.drainHandler(ignored -> talkOn(socket));
    }

    private void talkOn(ServerWebSocket socket) {
        while (said < PARTIALS) {
            if (socket.writeQueueFull()) {
                long before = said;
                // A queue that is full for a moment shows only that the network is slower than this loop.
                vertx.setTimer(1_000, ignored -> heldUp |= said == before);
                return;
            }
            socket.writeTextMessage(new JsonObject()
                    .put("type", "partial")
                    .put("chunk_text", String.valueOf(said))
                    .put("full_text", LONG_TEXT + said)
                    .encode());
            said++;
        }
    }

    @Override
    public void close() {
        vertx.close();
    }
}

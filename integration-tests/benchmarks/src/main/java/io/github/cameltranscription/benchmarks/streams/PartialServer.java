/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;

/** A stand-in for Palatine: recognises a word in each block of 300 ms, and sends it at once. */
final class PartialServer {

    private static final int BLOCK = 2 * PacedSessions.CHUNK_SIZE;
    private static final String CONFIG = "{\"type\":\"config\",\"model\":\"palatine_stream\",\"sample_rate\":"
            + PacedSessions.SAMPLE_RATE + ",\"channels\":1,\"format\":\"linear16\",\"language\":\"ru\"}";

    private final Vertx vertx = Vertx.vertx();

    private PartialServer() {}

    /** Serves a parent; there are no arguments. */
    public static void main(String[] arguments) throws IOException {
        PartialServer server = new PartialServer();
        new ChildCommands().on("listen", nothing -> server.listen()).serve();
    }

    private Answer listen() throws Exception {
        CompletableFuture<HttpServer> listening = new CompletableFuture<>();
        vertx.createHttpServer()
                .webSocketHandler(socket -> new Hearing(socket).begin())
                .listen(0, "127.0.0.1")
                .onSuccess(listening::complete)
                .onFailure(listening::completeExceptionally);
        return Answer.of("port", listening.get().actualPort());
    }

    private static final class Hearing {

        private final ServerWebSocket socket;
        private final StringBuilder text = new StringBuilder();
        private int waiting;
        private int words;

        Hearing(ServerWebSocket socket) {
            this.socket = socket;
        }

        void begin() {
            socket.binaryMessageHandler(this::hear);
            socket.writeTextMessage(CONFIG);
        }

        private void hear(Buffer audio) {
            for (waiting += audio.length(); waiting >= BLOCK; waiting -= BLOCK) {
                String word = "w" + ++words;
                text.append(words == 1 ? "" : " ").append(word);
                socket.writeTextMessage(
                        "{\"type\":\"partial\",\"chunk_text\":\"" + word + "\",\"full_text\":\"" + text + "\"}");
            }
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Is called back, and answers with one status after the other; the last one stays. */
final class CallbackReceiver implements AutoCloseable {

    record Callback(String id, String contentType, String body) {}

    private final HttpServer server;
    private final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    private final int[] statuses;

    CallbackReceiver(int... statuses) throws IOException {
        this.statuses = statuses;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
    }

    private void receive(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status = statuses[Math.min(callbacks.size(), statuses.length - 1)];
        callbacks.add(new Callback(
                exchange.getRequestHeaders().getFirst("X-Callback-ID"),
                exchange.getRequestHeaders().getFirst("Content-Type"),
                body));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Callback> callbacks() {
        return callbacks;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;

/** A network between browser and server that can stall and break. */
final class Relay implements AutoCloseable {

    private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();
    private final int target;
    private final NetClient client;
    private final NetServer server;

    Relay(Vertx vertx, int port, int target) {
        this.target = target;
        client = vertx.createNetClient();
        server = vertx.createNetServer().connectHandler(this::connect);
        server.listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void connect(NetSocket browser) {
        browser.pause();
        client.connect(target, "127.0.0.1").onSuccess(application -> {
            sockets.add(browser);
            sockets.add(application);
            browser.pipeTo(application);
            application.pipeTo(browser);
        });
    }

    /** Nothing gets through until {@link #resume()}, and no connection breaks. */
    void stall() {
        sockets.forEach(NetSocket::pause);
    }

    void resume() {
        sockets.forEach(NetSocket::resume);
    }

    /** The network is down: nothing gets through any more. */
    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
        sockets.forEach(NetSocket::close);
        client.close();
    }
}

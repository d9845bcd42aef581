/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.net.ProxyOptions;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.jsse.SSLContextParameters;

import io.github.cameltranscription.http.HttpSettings;
import io.github.cameltranscription.http.VerdictTable;

/**
 * The Vert.x that sessions run on, that of the registry if there is one, and its event loops: a session lives on one of
 * them, and they take turns, so that no event loop has all sessions of a thread.
 */
public final class StreamEventLoops implements AutoCloseable {

    private static final int EVENT_LOOPS = 2 * Runtime.getRuntime().availableProcessors();

    /** A partial says everything since the beginning: hours of speech are some megabytes. */
    private static final int LARGEST_MESSAGE = 32 * 1024 * 1024;

    /** How long a peer is waited for that does not answer the end of a WebSocket. */
    private static final int CLOSING_SECONDS = 2;

    private final StreamLoad load = new StreamLoad();
    private final CamelContext camelContext;
    private final Vertx vertx;
    private final boolean own;
    private final Future<String> deployment;
    private final List<Context> contexts = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** Gives its context away; the event loops are dealt out to instances in turn. */
    private static final class EventLoop extends AbstractVerticle {

        private final List<Context> contexts;

        EventLoop(List<Context> contexts) {
            this.contexts = contexts;
        }

        @Override
        public void start() {
            contexts.add(context);
        }
    }

    /**
     * Takes the Vert.x of the registry, or makes one. Waits for nothing, since it may be called on an event loop.
     *
     * @param camelContext whose registry
     */
    public StreamEventLoops(CamelContext camelContext) {
        this.camelContext = camelContext;
        Vertx found = CamelContextHelper.findSingleByType(camelContext, Vertx.class);
        own = found == null;
        vertx = own ? Vertx.vertx() : found;
        deployment =
                vertx.deployVerticle(() -> new EventLoop(contexts), new DeploymentOptions().setInstances(EVENT_LOOPS));
    }

    /** The event loop of the next session. */
    Context next() {
        List<Context> known = List.copyOf(contexts);
        return known.isEmpty()
                ? vertx.getOrCreateContext()
                : known.get(Math.floorMod(turn.getAndIncrement(), known.size()));
    }

    /** What all sessions hold together. */
    StreamLoad load() {
        return load;
    }

    /**
     * Makes a client.
     *
     * @param  settings              TLS, proxy and limits
     * @param  session               how sessions are held
     * @param  verdicts              what the provider means by the answer to a handshake
     * @throws IllegalStateException if TLS cannot be set up
     */
    public StreamClient client(HttpSettings settings, StreamSettings session, VerdictTable verdicts) {
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                // Sessions are counted, not sockets: one that is being closed must not hold up the next session.
                .setMaxConnections(Integer.MAX_VALUE)
                .setClosingTimeout(CLOSING_SECONDS)
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setMaxMessageSize(LARGEST_MESSAGE);
        // Without it the last blocks of audio would wait for one another.
        options.setTcpNoDelay(true);
        if (settings.sslContextParameters() != null) {
            secure(options, settings.sslContextParameters());
        }
        if (settings.proxyHost() != null) {
            ProxyOptions proxy =
                    new ProxyOptions().setHost(settings.proxyHost()).setPort(settings.proxyPort());
            if (settings.proxyUsername() != null) {
                proxy.setUsername(settings.proxyUsername()).setPassword(settings.proxyPassword());
            }
            options.setProxyOptions(proxy);
        }
        return new StreamClient(this, vertx.createWebSocketClient(options), session, verdicts);
    }

    private void secure(WebSocketClientOptions options, SSLContextParameters parameters) {
        try {
            new StreamTls(camelContext, parameters).applyTo(options);
        } catch (Exception failure) {
            throw new IllegalStateException("TLS cannot be set up: " + failure.getMessage(), failure);
        }
    }

    /** Runs a short task later. */
    public void later(Duration delay, Runnable task) {
        vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> task.run());
    }

    /** Gives the event loops back; a Vert.x of the registry goes on. */
    @Override
    public void close() {
        if (own) {
            vertx.close();
        } else {
            deployment.onSuccess(vertx::undeploy);
        }
    }
}

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
 * The Vert.x of the registry, or an own one, and its event loops. Each session runs on one event loop; sessions are
 * distributed over all of them.
 */
public final class StreamEventLoops implements AutoCloseable {

    private static final int EVENT_LOOPS = 2 * Runtime.getRuntime().availableProcessors();

    /** A partial has the text since the beginning: hours of speech are some megabytes. */
    private static final int LARGEST_MESSAGE = 32 * 1024 * 1024;

    /** How long to wait for a peer's answer to a close frame. */
    private static final int CLOSING_SECONDS = 2;

    private final StreamLoad load = new StreamLoad();
    private final CamelContext camelContext;
    private final Vertx vertx;
    private final boolean own;
    private final Future<String> deployment;
    private final List<Context> contexts = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();

    /** A verticle for its context: Vert.x distributes instances over the event loops. */
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

    /** Uses the Vert.x of the registry, or makes one. Does not block, because it may be called on an event loop. */
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
     * @param settings TLS, proxy and limits
     * @param verdicts the meaning of answers to a handshake
     * @throws IllegalStateException if TLS cannot be set up
     */
    public StreamClient client(HttpSettings settings, StreamSettings session, VerdictTable verdicts) {
        WebSocketClientOptions options = new WebSocketClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                // The pool has no limit, because sessions are counted elsewhere: a closing socket must not delay the
                // next session.
                .setMaxConnections(Integer.MAX_VALUE)
                .setClosingTimeout(CLOSING_SECONDS)
                .setMaxFrameSize(LARGEST_MESSAGE)
                .setMaxMessageSize(LARGEST_MESSAGE);
        // Without it, small messages would wait for each other.
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
            StreamTls.apply(camelContext, parameters, options);
        } catch (Exception failure) {
            throw new IllegalStateException("TLS cannot be set up: " + failure.getMessage(), failure);
        }
    }

    /** Runs a short task later. */
    public void later(Duration delay, Runnable task) {
        vertx.setTimer(Math.max(1, delay.toMillis()), ignored -> task.run());
    }

    /** Closes the event loops, but not a Vert.x of the registry. */
    @Override
    public void close() {
        if (own) {
            vertx.close();
        } else {
            deployment.onSuccess(vertx::undeploy);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.net.HttpURLConnection;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import org.apache.camel.Suspendable;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.support.DefaultConsumer;

/**
 * Reads callbacks on Vert.x. An id in the headers is checked before the body is read, and the body is counted while it
 * arrives. No thread waits for the body or for the route.
 */
final class ShopotVertxConsumer extends DefaultConsumer implements PlatformHttpConsumer, Suspendable {

    /** Milliseconds in which the body must arrive. */
    private static final long BODY_DEADLINE = 60_000;

    /** Milliseconds for which the rest of a refused body is read and discarded, so that its sender gets the answer. */
    private static final long LINGER = 10_000;

    private final ShopotWebhook webhook;
    private final VertxPlatformHttpEngine engine;
    private Route route;

    ShopotVertxConsumer(
            PlatformHttpEndpoint endpoint, ShopotWebhookProcessor processor, VertxPlatformHttpEngine engine) {
        super(endpoint, processor);
        this.webhook = processor.webhook();
        this.engine = engine;
    }

    @Override
    public PlatformHttpEndpoint getEndpoint() {
        return (PlatformHttpEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        route = router().route(HttpMethod.POST, getEndpoint().getPath());
        for (Handler<RoutingContext> handler : engine.getHandlers()) {
            route.handler(handler);
        }
        route.handler(this::handle);
    }

    private VertxPlatformHttpRouter router() {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(engine.getServerPort());
        VertxPlatformHttpRouter router =
                VertxPlatformHttpRouter.lookup(getEndpoint().getCamelContext(), name);
        if (router == null) {
            // A server on any free port is registered before it has one.
            router = VertxPlatformHttpRouter.lookup(
                    getEndpoint().getCamelContext(), VertxPlatformHttpRouter.PLATFORM_HTTP_ROUTER_NAME_ZERO);
        }
        if (router == null) {
            throw new IllegalStateException("shopot:webhook found no HTTP server named " + name
                    + ": with Camel Main set camel.server.enabled = true");
        }
        return router;
    }

    @Override
    protected void doStop() throws Exception {
        if (route != null) {
            route.remove();
            route = null;
        }
        super.doStop();
    }

    private void handle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        try {
            if (isSuspended()) {
                throw new ShopotRefusal(HttpURLConnection.HTTP_UNAVAILABLE, "the route is suspended");
            }
            ShopotCallback callback = webhook.open(
                    request.getHeader(ShopotWebhook.CALLBACK_ID_HEADER), request.query(), contentLength(request));
            new Reading(exchange, callback).begin();
        } catch (ShopotRefusal refusal) {
            refuse(exchange, refusal);
        }
    }

    private static long contentLength(HttpServerRequest request) {
        String announced = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return announced == null ? -1 : Long.parseLong(announced);
        } catch (NumberFormatException malformed) {
            throw new ShopotRefusal(HttpURLConnection.HTTP_BAD_REQUEST, "its Content-Length is not a number");
        }
    }

    /** Answers, and discards the rest of the body. */
    private void refuse(RoutingContext exchange, ShopotRefusal refusal) {
        webhook.refused(refusal);
        HttpServerRequest request = exchange.request();
        exchange.response().setStatusCode(refusal.status()).end();
        if (request.isEnded()) {
            return;
        }
        long linger = exchange.vertx().setTimer(LINGER, elapsed -> {
            if (request.version() == HttpVersion.HTTP_2) {
                exchange.response().reset();
            } else {
                request.connection().close();
            }
        });
        request.exceptionHandler(brokenOff -> exchange.vertx().cancelTimer(linger));
        request.endHandler(ended -> exchange.vertx().cancelTimer(linger));
        request.handler(dropped -> {});
        request.resume();
    }

    /** One body that is being received, on the event loop of its connection. */
    private final class Reading {

        private final RoutingContext exchange;
        private final ShopotCallback callback;
        private long deadline;
        private boolean over;

        Reading(RoutingContext exchange, ShopotCallback callback) {
            this.exchange = exchange;
            this.callback = callback;
        }

        void begin() {
            HttpServerRequest request = exchange.request();
            deadline = exchange.vertx()
                    .setTimer(
                            BODY_DEADLINE,
                            elapsed -> refused(new ShopotRefusal(
                                    HttpURLConnection.HTTP_CLIENT_TIMEOUT, "its body did not arrive in time")));
            request.exceptionHandler(brokenOff -> end());
            request.handler(buffer -> {
                if (!over) {
                    try {
                        callback.append(buffer.getBytes(), buffer.length());
                    } catch (ShopotRefusal refusal) {
                        refused(refusal);
                    }
                }
            });
            request.endHandler(ended -> complete());
            if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
                exchange.response().writeContinue();
            }
            request.resume();
        }

        private void refused(ShopotRefusal refusal) {
            if (end()) {
                refuse(exchange, refusal);
            }
        }

        private boolean end() {
            if (over) {
                return false;
            }
            over = true;
            exchange.vertx().cancelTimer(deadline);
            callback.close();
            return true;
        }

        private void complete() {
            if (over) {
                return;
            }
            over = true;
            exchange.vertx().cancelTimer(deadline);
            webhook.receive(callback)
                    .thenAccept(
                            status -> exchange.response().setStatusCode(status).end());
        }
    }
}

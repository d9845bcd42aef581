/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.Processor;
import org.apache.camel.component.platform.http.PlatformHttpComponent;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.support.service.ServiceHelper;

/**
 * The engine of a webhook on platform-http: Camel's own, except that {@link ShopotVertxConsumer} reads callbacks. Camel's consumer keeps the whole body in memory before it calls a processor, and holds
 * one of the server's 20 worker threads for as long as the route runs.
 */
final class ShopotVertxEngine implements PlatformHttpEngine {

    private final VertxPlatformHttpEngine engine;

    private ShopotVertxEngine(VertxPlatformHttpEngine engine) {
        this.engine = engine;
    }

    /** The engine for Camel's HTTP server; {@code null} if that is not platform-http on Vert.x. */
    static PlatformHttpEngine of(Object component) {
        if (!(component instanceof PlatformHttpComponent platform)) {
            return null;
        }
        // The component finds its engine when it is started.
        ServiceHelper.startService(platform);
        return platform.getEngine() instanceof VertxPlatformHttpEngine vertx ? new ShopotVertxEngine(vertx) : null;
    }

    @Override
    public PlatformHttpConsumer createConsumer(PlatformHttpEndpoint endpoint, Processor processor) {
        return processor instanceof ShopotWebhookProcessor callbacks
                ? new ShopotVertxConsumer(endpoint, callbacks, engine)
                : engine.createConsumer(endpoint, processor);
    }

    @Override
    public int getServerPort() {
        return engine.getServerPort();
    }

    @Override
    public String getScheme() {
        return engine.getScheme();
    }
}

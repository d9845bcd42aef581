/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Map;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.service.ServiceHelper;

/** {@code shopot:webhook}: listens on the HTTP server of platform-http. */
final class ShopotWebhookConsumer extends DefaultConsumer {

    private static final String SERVER = "platform-http";

    private static final String VERTX_ENGINE = "org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine";

    private final ShopotEndpoint endpoint;
    private Consumer server;

    ShopotWebhookConsumer(ShopotEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        endpoint.requireCredentials();
        super.doStart();
        CamelContext context = endpoint.getCamelContext();
        Component component = context.getComponent(SERVER, true, false);
        if (!(component instanceof RestConsumerFactory factory)) {
            throw new IllegalStateException(
                    "shopot:webhook needs an HTTP server: add camel-platform-http-vertx, or with"
                            + " Camel Quarkus camel-quarkus-platform-http");
        }
        RestConfiguration rest = CamelContextHelper.getRestConfiguration(context, SERVER);
        AsyncProcessor handler = endpoint.webhookHandler(getAsyncProcessor());
        Object engine = engineFor(context, component);
        server = factory.createConsumer(
                context,
                handler,
                "post",
                endpoint.getConfiguration().getPath(),
                null,
                null,
                null,
                rest,
                engine == null ? Map.of() : Map.of("platformHttpEngine", engine));
        ServiceHelper.startService(server);
        endpoint.listensAt(endpoint.getConfiguration().getCallbackUrl());
    }

    /** The engine for callbacks on this HTTP server, or {@code null} if the server's own will do. */
    static Object engineFor(CamelContext context, Object server) {
        // Applications with another server may not have Vert.x on their classpath.
        return context.getClassResolver().resolveClass(VERTX_ENGINE) == null ? null : ShopotVertxEngine.of(server);
    }

    @Override
    protected void doStop() throws Exception {
        endpoint.listensNoMore();
        ServiceHelper.stopAndShutdownService(server);
        server = null;
        super.doStop();
    }
}

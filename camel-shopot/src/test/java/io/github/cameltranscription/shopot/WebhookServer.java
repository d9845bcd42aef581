/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;

/** An application of its own process with both kinds of webhook; it prints its port. */
public final class WebhookServer {

    static final String PORT = "port ";
    static final String OWN = "/hooks/shopot";
    static final String CAMELS = "/hooks/camel";

    private WebhookServer() {}

    /** Runs until the process is ended. */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.addInitialProperty("camel.server.enabled", "true");
        main.addInitialProperty("camel.server.host", "127.0.0.1");
        main.addInitialProperty("camel.server.port", "0");
        main.addInitialProperty("camel.component.shopot.api-key", "test-key");
        main.addInitialProperty("camel.component.shopot.webhook-secret", ShopotWebhookTestSupport.SECRET);
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("shopot:webhook?path=" + OWN).to("log:received?showAll=false&showHeaders=true&showBody=false");
                from("webhook:shopot:webhook?webhookComponentName=platform-http&webhookPath=" + CAMELS
                                + "&webhookExternalUrl=http://127.0.0.1")
                        .to("log:received?showAll=false&showHeaders=true&showBody=false");
            }
        });
        main.start();
        System.out.println(PORT
                + main.getCamelContext()
                        .hasService(VertxPlatformHttpServer.class)
                        .getPort());
        Thread.currentThread().join();
    }
}

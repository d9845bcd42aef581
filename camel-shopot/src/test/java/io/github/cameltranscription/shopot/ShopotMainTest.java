/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.shopot.ShopotDelivery;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A webhook round trip in Camel Main, set up by properties alone. */
class ShopotMainTest {

    @Test
    void aSubmittedRecordingIsCalledBackAbout() throws Exception {
        Main main = new Main();
        try (ProviderSimulator simulator = ProviderSimulator.builder().start()) {
            main.addInitialProperty("camel.server.enabled", "true");
            main.addInitialProperty("camel.server.host", "127.0.0.1");
            main.addInitialProperty("camel.server.port", "0");
            main.addInitialProperty(
                    "camel.component.shopot.base-url", simulator.shopot().baseUrl());
            main.addInitialProperty("camel.component.shopot.api-key", "test-key");
            main.addInitialProperty("camel.component.shopot.webhook-secret", "webhook-secret-41d7");
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() {
                    from("shopot:webhook?path=/hooks/shopot").to("mock:called-back");
                }
            });
            main.start();
            CamelContext context = main.getCamelContext();
            MockEndpoint calledBack = context.getEndpoint("mock:called-back", MockEndpoint.class);
            calledBack.expectedMessageCount(1);
            int port = context.hasService(VertxPlatformHttpServer.class).getPort();

            context.createProducerTemplate()
                    .sendBody(
                            "shopot:submit?callbackUrl=http://127.0.0.1:" + port + "/hooks/shopot", Recordings.wav(2));

            calledBack.assertIsSatisfied();
            assertThat(calledBack
                            .getExchanges()
                            .get(0)
                            .getMessage()
                            .getBody(Transcript.class)
                            .segments())
                    .hasSize(2);
            await().until(() -> !simulator.shopot().callbacks().deliveries().isEmpty());
            assertThat(simulator.shopot().callbacks().deliveries()).allMatch(ShopotDelivery::accepted);
        } finally {
            main.stop();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Looks for the API key and the webhook's secret in everything that is visible from outside. */
class ShopotSecretsTest extends ShopotWebhookTestSupport {

    private final VisibleFromOutside outside = new VisibleFromOutside();

    @AfterEach
    void calmDown() {
        outside.close();
    }

    @Test
    void noSecretOfTheComponentIsVisibleAtTrace() throws Exception {
        String echo = "{\"detail\":\"Bearer " + API_KEY + " is not allowed, nor is " + SECRET + "\"}";
        shopot.faults().onSubmit().status(200).body(echo, "application/json").once();
        look(send("shopot:transcribe", Recordings.wav(1)));
        shopot.faults().onStatus().status(403).body(echo, "application/json").once();
        look(send("shopot:transcribe", Recordings.wav(1)));
        look(send("shopot:submit", Recordings.wav(1)));
        post("forged", result("job-1"));
        post(signed(Purpose.DELIVER, null), result("job-1"));
        await().until(() -> calledBack().getReceivedCounter() == 2);
        calledBack().getExchanges().forEach(this::look);

        assertNothingIsVisible(true);
    }

    /** Camel itself shows whole URIs at TRACE and in labels of processors; ours is everything else. */
    @Test
    void noSecretInTheUriOfAWebhookIsVisibleAtDebug() throws Exception {
        outside.atDebug();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("shopot:webhook?path=/hooks/other&webhookSecret=RAW(" + SECRET + ")")
                        .to("mock:other");
                from("shopot:webhook?path=/hooks/third&webhookSecret=" + SECRET).to("mock:third");
            }
        });
        for (String bad : new String[] {"transcribe?language=eo", "webhook?maxPayloadSize=0"}) {
            try {
                context.getEndpoint("shopot:" + bad + "&apiKey=" + API_KEY + "&webhookSecret=" + SECRET);
            } catch (RuntimeException refused) {
                outside.look(refused);
            }
        }

        assertNothingIsVisible(false);
    }

    private void look(Exchange exchange) {
        outside.look(exchange, Set.of());
    }

    private void assertNothingIsVisible(boolean attributes) throws Exception {
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(attributes);
        context.stop();
        assertThat(outside.lines()).anyMatch(line -> line.contains("shopot"));
        assertThat(outside.logged()).anyMatch(line -> line.contains("org.apache.camel"));
        assertThat(outside.lines()).noneMatch(line -> line.contains(API_KEY) || line.contains(SECRET));
    }
}

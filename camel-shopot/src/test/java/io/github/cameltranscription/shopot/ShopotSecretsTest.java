/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;
import io.github.cameltranscription.simulator.shopot.ShopotCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.VisibleFromOutside;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks for the API key and the webhook's secret in everything that can be seen from outside. */
class ShopotSecretsTest extends ShopotWebhookTestSupport {

    private final VisibleFromOutside outside = new VisibleFromOutside();

    @AfterEach
    void calmDown() {
        outside.close();
    }

    @Test
    void noSecretOfTheComponentIsSeenAnywhereAtTrace() throws Exception {
        calledBack().expectedMinimumMessageCount(2);
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("shopot:transcribe?maxRetries=0", Recordings.wav(1)));
        }
        look(send("shopot:submit", Recordings.wav(1)));
        post("forged", result("job-1"));
        post(signed(Purpose.DELIVER, null), result("job-1"));
        calledBack().assertIsSatisfied();
        calledBack().getExchanges().forEach(this::look);
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(true);
        context.stop();

        assertNothingTold();
    }

    /** Camel itself shows whole URIs at TRACE and in labels of processors; ours is everything else. */
    @Test
    void noSecretInAUriIsSeenAnywhereAtDebug() throws Exception {
        outside.atDebug();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:raw").to("shopot:transcribe?apiKey=RAW(" + API_KEY + ")&maxRetries=0");
                from("shopot:webhook?path=/hooks/other&webhookSecret=RAW(" + SECRET + ")")
                        .to("mock:other");
                from("shopot:webhook?path=/hooks/third&webhookSecret=" + SECRET).to("mock:third");
            }
        });
        failInManyWays();
        for (int i = 0; i < 6; i++) {
            look(send("direct:raw", Recordings.wav(1)));
        }
        for (String bad : new String[] {"transcribe?language=eo", "webhook?maxPayloadSize=0"}) {
            try {
                context.getEndpoint("shopot:" + bad + "&apiKey=" + API_KEY + "&webhookSecret=" + SECRET);
            } catch (RuntimeException refused) {
                outside.look(refused);
            }
        }
        outside.lookAtEndpoints(context);
        outside.lookAtManagement(false);
        context.stop();

        assertNothingTold();
    }

    private void failInManyWays() {
        String echo = "{\"detail\":\"Bearer " + API_KEY + " is not allowed, nor is " + SECRET + "\"}";
        shopot.faults().onSubmit().status(500).body(echo, "application/json").once();
        shopot.faults().onSubmit().status(200).body(echo, "application/json").once();
        shopot.faults().onSubmit().reset().once();
        shopot.faults().onStatus().status(403).body(echo, "application/json").once();
    }

    private void look(Exchange exchange) {
        outside.look(exchange, Set.of());
    }

    private void assertNothingTold() {
        assertThat(shopot.requests().count(ShopotCall.SUBMIT)).isGreaterThan(5);
        assertThat(outside.lines()).anyMatch(line -> line.contains("shopot"));
        assertThat(outside.logged()).anyMatch(line -> line.contains("org.apache.camel"));
        assertThat(outside.lines()).noneMatch(line -> line.contains(API_KEY) || line.contains(SECRET));
    }
}

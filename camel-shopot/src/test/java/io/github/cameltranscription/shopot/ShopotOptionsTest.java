/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is wrong with an endpoint is said when its route starts. */
class ShopotOptionsTest {

    private final DefaultCamelContext context = new DefaultCamelContext();

    private ShopotConfiguration component() {
        return context.getComponent("shopot", ShopotComponent.class).getConfiguration();
    }

    @BeforeEach
    void start() {
        component().setApiKey("key");
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** Camel resolves the endpoint, and starts what a route would start. */
    private void start(String uri) throws Exception {
        Endpoint endpoint = context.getEndpoint(uri);
        boolean consumed = uri.matches("\\w+:(results|webhook)\\b.*");
        context.addService(consumed ? endpoint.createConsumer(exchange -> {}) : endpoint.createProducer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "shopot:transcibe | Unknown operation \"transcibe\" | transcribe, submit, await, status, results, parked, webhook",
                "shopot:transcribe?language=russian | language \"russian\" | ISO 639-1",
                "shopot:transcribe?language=eo | language \"eo\" | af, ar, az, be, bg",
                "shopot:transcribe?modifier=text | modifier \"text\" | paragraph_json, paragraph_text, plain_json, plain_text",
                "shopot:transcribe?summary=short | summary \"short\" | brief, long, medium",
                "shopot:transcribe?callbackUrl=ftp://host/x | callbackUrl \"ftp://host/x\" | is not an http or https address",
                "shopot:submit?callbackId=7 | callbackId \"7\" | add callbackUrl",
                "shopot:submit?callbackUrl=webhook | webhookSecret is missing | camel.component.shopot.webhook-secret",
                "shopot:webhook?path=/hooks | webhookSecret is missing | camel.component.shopot.webhook-secret",
                "shopot:webhook?webhookSecret=x&maxPayloadSize=0 | maxPayloadSize 0 | at least 1",
                "shopot:transcribe?nonsense=1 | nonsense | Unknown parameters",
                "shopot:transcribe?vadFilter=perhaps | vadFilter | perhaps"
            })
    void aBadOptionIsNamedWithItsValueAndTheFix(String uri, String problem, String fix) {
        assertThatThrownBy(() -> start(uri))
                .hasStackTraceContaining(problem.strip())
                .hasStackTraceContaining(fix.strip());
    }

    @Test
    void aMissingKeyIsNamedWithItsPropertyAndTheWebhookNeedsNone() {
        component().setApiKey(null);

        assertThatThrownBy(() -> start("shopot:transcribe"))
                .hasStackTraceContaining("apiKey is missing")
                .hasStackTraceContaining("camel.component.shopot.api-key");
        assertThat(context.getEndpoint("shopot:webhook?path=/hooks&webhookSecret=x"))
                .isNotNull();
    }

    @Test
    void eachOperationHasItsSide() {
        assertThatThrownBy(() -> context.getEndpoint("shopot:transcribe").createConsumer(exchange -> {}))
                .hasMessageContaining("shopot:transcribe cannot be consumed from")
                .hasMessageContaining("shopot:webhook");
        assertThatThrownBy(() -> context.getEndpoint("shopot:webhook?path=/hooks&webhookSecret=x")
                        .createProducer())
                .hasMessageContaining("shopot:webhook cannot be sent to")
                .hasMessageContaining("shopot:transcribe, shopot:submit, shopot:await, shopot:status");
    }

    @Test
    void aWebhookWithoutPathSaysSo() {
        assertThatThrownBy(() ->
                        context.getEndpoint("shopot:webhook?webhookSecret=x").createConsumer(exchange -> {}))
                .hasMessageContaining("path is missing")
                .hasMessageContaining("shopot:webhook?path=/hooks/shopot");
    }

    @Test
    void everyOptionOfTheComponentIsOneOfTheEndpointToo() {
        component().setTemplate("of_component");
        component().getParameters().put("a", "1");

        ShopotEndpoint endpoint = context.getEndpoint("shopot:transcribe?param.b=2", ShopotEndpoint.class);

        assertThat(endpoint.getConfiguration().getTemplate()).isEqualTo("of_component");
        assertThat(endpoint.getConfiguration().getParameters())
                .containsEntry("a", "1")
                .containsEntry("b", "2");
        assertThat(component().getParameters()).doesNotContainKey("b");
    }
}

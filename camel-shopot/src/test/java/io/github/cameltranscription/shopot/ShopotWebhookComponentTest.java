/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code webhook:shopot:webhook}: Camel's own webhook component brings the server and knows its external address. */
class ShopotWebhookComponentTest extends ShopotWebhookTestSupport {

    @Override
    void configure(ShopotConfiguration configuration) {
        configuration.setWebhookSecret(SECRET);
    }

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:shopot:webhook?outputFormat=text&webhookComponentName=platform-http&webhookPath=" + PATH
                                + "&webhookExternalUrl=" + server)
                        .id("webhook")
                        .to("mock:called-back");
                from("direct:in").to("shopot:submit?callbackUrl=webhook&callbackId=тест123");
            }
        };
    }

    @Test
    void aSubmissionWithCallbackUrlWebhookHasTheExternalAddress() {
        String jobId = jobId(sent("direct:in", Recordings.wav(1)));

        assertThat(shopot.requests().submissions().get(0).fields()).containsEntry("callback_url", server + PATH);
        assertThat(received().getMessage().getBody()).isEqualTo("[simulated speech 1]");
        assertThat(received().getMessage().getHeader(ShopotConstants.CALLBACK_ID))
                .isEqualTo("тест123");
        assertAnswered(jobId, 200);
        assertThat(body("shopot:await", null, about(jobId), Transcript.class).segments())
                .as("the transcript is still at Shopot")
                .hasSize(1);
    }

    @Test
    void aForgedCallbackIsRefusedHereToo() throws Exception {
        assertThat(post("order 7", result("job-1")).statusCode()).isEqualTo(401);
    }

    @Test
    void onlyTheWebhookIsOne() {
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("webhook:shopot:transcribe?webhookComponentName=platform-http")
                                .to("mock:none");
                    }
                }))
                .hasStackTraceContaining("shopot:transcribe cannot be consumed from");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.shopot.ShopotCallbackId.Purpose;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** The webhook's own address, its repository, its format, and receivers that are not ours. */
class ShopotWebhookOptionsTest extends ShopotWebhookTestSupport {

    private final MemoryIdempotentRepository repository = new MemoryIdempotentRepository();

    @Override
    void configure(ShopotConfiguration configuration) {
        // The URIs have all options.
    }

    @Override
    protected RouteBuilder routes() {
        context.getRegistry().bind("seen", repository);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("shopot:webhook?path=" + PATH + "&callbackUrl=" + server + PATH + "&webhookSecret=RAW(" + SECRET
                                + ")&idempotentRepository=#seen&outputFormat=srt")
                        .id("webhook")
                        .to("mock:called-back");
            }
        };
    }

    @Test
    void callbackUrlWebhookIsTheAddressOfTheWebhook() {
        send("shopot:submit?callbackUrl=webhook&webhookSecret=" + SECRET, Recordings.wav(1));

        assertThat(received().getMessage().getBody(String.class)).contains(" --> ");
    }

    @Test
    void callbackUrlWebhookFailsIfTheWebhookIsStopped() throws Exception {
        context.getRouteController().stopRoute("webhook");

        assertThat(send("shopot:submit?callbackUrl=webhook&webhookSecret=" + SECRET, Recordings.wav(1))
                        .getException())
                .hasMessageContaining("callbackUrl=webhook needs a started webhook");
        assertThat(shopot.requests().all()).isEmpty();
    }

    @Test
    void aCallbackInTheRepositoryIsAcceptedAndDropped() throws Exception {
        String callbackId = signed(Purpose.DELIVER, null);
        repository.add("job-1/output/");

        assertThat(post(callbackId, result("job-1")).statusCode()).isEqualTo(200);
        assertThat(calledBack().getReceivedCounter()).isZero();
        assertThat(post(callbackId, result("job-2")).statusCode()).isEqualTo(200);
        assertThat(calledBack().getReceivedCounter()).isEqualTo(1);
        assertThat(repository.contains("job-2/output/")).isTrue();
    }

    @Test
    void withoutASecretTheReceiverGetsTheIdUnchanged() {
        send("shopot:submit?callbackUrl=" + server + "/elsewhere?token=1&callbackId=of-option", Recordings.wav(1));
        send(
                "shopot:submit?callbackUrl=" + server + "/elsewhere&callbackId=of-option",
                Recordings.wav(1),
                Map.of(ShopotConstants.CALLBACK_ID, "of-header"));

        assertThat(shopot.requests().submissions())
                .extracting(request -> request.fields().get("callback_id"))
                .containsExactly("of-option", "of-header");
    }

    @Test
    void aRestartedRouteListensAgain() throws Exception {
        context.getRouteController().stopRoute("webhook");
        assertThat(post(signed(Purpose.DELIVER, null), result("job-1")).statusCode())
                .isEqualTo(404);
        context.getRouteController().startRoute("webhook");
        assertThat(post(signed(Purpose.DELIVER, null), result("job-1")).statusCode())
                .isEqualTo(200);
    }
}

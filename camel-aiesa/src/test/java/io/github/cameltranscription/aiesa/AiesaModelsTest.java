/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.simulator.aiesa.AiesaCall;

import static org.assertj.core.api.Assertions.assertThat;

class AiesaModelsTest extends AiesaTestSupport {

    @Test
    void theModelsAreTheJsonAsItComes() {
        String odd = "{ \"models\" : [\"модель\"] }";
        aiesa.faults().onModels().body(odd, JSON).once();

        Exchange reply = send("aiesa:models", null);

        assertThat(reply.getMessage().getBody()).isEqualTo(odd);
        assertThat(reply.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.PROVIDER, "aiesa")
                .containsEntry(Exchange.CONTENT_TYPE, JSON);
    }

    @Test
    void theModelsAreAskedForAgainAfterTrouble() {
        aiesa.faults().onModels().reset().once();

        String reply = body("aiesa:models", "whatever", String.class);

        assertThat(reply).contains("gpt-oss:20b");
        aiesa.requests().assertCount(AiesaCall.MODELS, 2);
    }
}

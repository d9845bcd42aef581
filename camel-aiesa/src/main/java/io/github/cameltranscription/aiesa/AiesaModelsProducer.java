/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.component.PendingExchange;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.TranscriptionProducer;

/** {@code models}: asks for the models for analysis and replies with the unchanged JSON. */
final class AiesaModelsProducer extends TranscriptionProducer {

    private final AiesaEndpoint endpoint;

    AiesaModelsProducer(AiesaEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        return idempotent(current, () -> endpoint.api().models(endpoint.getOperation()))
                .thenApply(json -> Reply.of(json)
                        .with(AiesaConstants.PROVIDER, AiesaOperation.SCHEME)
                        .with(Exchange.CONTENT_TYPE, "application/json"));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.concurrent.CompletionStage;

import org.apache.camel.Exchange;

import io.github.cameltranscription.component.PendingExchange;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.TranscriptionProducer;
import io.github.cameltranscription.http.RequestBody;

/** {@code calculate}: asks what a job would cost and replies with the {@link AiesaCost}. */
final class AiesaCalculateProducer extends TranscriptionProducer {

    private final AiesaEndpoint endpoint;
    private final AiesaCalculation calculation;

    AiesaCalculateProducer(AiesaEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.calculation = new AiesaCalculation(endpoint);
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        Exchange exchange = current.exchange();
        RequestBody question = calculation.of(exchange);
        return idempotent(current, () -> endpoint.api().calculate(endpoint.getOperation(), question))
                .thenApply(AiesaCalculateProducer::reply);
    }

    private static Reply reply(AiesaCost cost) {
        Reply reply = Reply.of(cost)
                .with(AiesaConstants.PROVIDER, AiesaOperation.SCHEME)
                .with(AiesaConstants.COST, cost.cost())
                .with(AiesaConstants.MINUTES_BILLED, cost.minutesBilled());
        return cost.balance() == null
                ? reply
                : reply.with(AiesaConstants.CURRENCY, cost.balance().currency())
                        .with(AiesaConstants.AVAILABLE_CREDIT, cost.balance().availableCredit());
    }
}

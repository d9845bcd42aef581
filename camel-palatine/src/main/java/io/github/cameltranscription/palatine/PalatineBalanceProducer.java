/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.component.PendingExchange;
import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.TranscriptionProducer;

/** {@code balance}: asks what is on the account and replies with the {@link PalatineBalance}. */
final class PalatineBalanceProducer extends TranscriptionProducer {

    private final PalatineEndpoint endpoint;

    PalatineBalanceProducer(PalatineEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
    }

    @Override
    protected CompletionStage<Reply> call(PendingExchange current) {
        return idempotent(current, () -> endpoint.api().balance(endpoint.getOperation()))
                .thenApply(balance -> Reply.of(balance)
                        .with(PalatineConstants.PROVIDER, PalatineOperation.SCHEME)
                        .with(PalatineConstants.BALANCE, balance.amount())
                        .with(PalatineConstants.CURRENCY, balance.currency()));
    }
}

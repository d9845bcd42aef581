/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code /account/balance}. The shape of its answer is a guess: the documents show none. */
final class AccountBalance implements PalatineOperation {

    private static final double USUAL_AMOUNT = 1500.5;

    private volatile double amount = USUAL_AMOUNT;

    void set(double newAmount) {
        amount = newAmount;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        return Answer.json(new JsonObject().put("balance", amount).put("currency", "RUB"));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code /account/balance}. The shape of its answer is a guess: the documents show none. */
final class AccountBalance implements PalatineOperation {

    private static final double USUAL_AMOUNT = 1500.5;

    /** Of the amount, where bonuses are separate. */
    private static final double USUAL_BONUS = 0.5;

    private final PalatineShapes shapes;
    private volatile double amount = USUAL_AMOUNT;

    AccountBalance(PalatineShapes shapes) {
        this.shapes = shapes;
    }

    void set(double newAmount) {
        amount = newAmount;
    }

    @Override
    public Answer answer(ProviderExchange<PalatineCall> exchange) {
        JsonObject document = new JsonObject().put("currency", "RUB");
        return Answer.json(
                shapes.next() == PalatineVariant.NEWEST
                        ? document.put("real_balance", amount - USUAL_BONUS).put("bonus_balance", USUAL_BONUS)
                        : document.put("balance", amount));
    }
}

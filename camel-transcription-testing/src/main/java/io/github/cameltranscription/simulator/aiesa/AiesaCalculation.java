/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code POST /transcriptions/calculate}. */
final class AiesaCalculation implements AiesaOperation {

    private final AiesaJobs jobs;
    private volatile AiesaDurationReading reading = AiesaDurationReading.MINUTES_AND_SECONDS;

    AiesaCalculation(AiesaJobs jobs) {
        this.jobs = jobs;
    }

    void reading(AiesaDurationReading ofTwoNumbers) {
        reading = ofTwoNumbers;
    }

    @Override
    public Answer answer(ProviderExchange<AiesaCall> exchange) {
        JsonObject body;
        try {
            body = new JsonObject(exchange.body());
        } catch (DecodeException e) {
            throw Refusal.of(400, "The body is not a JSON object");
        }
        AiesaPriority priority = AiesaPriority.of(body.getValue("priority"));
        AiesaAccount account = jobs.account();
        AiesaBill bill = account.bill(AiesaDuration.seconds(body.getValue("duration"), reading), priority);
        return Answer.json(new JsonObject()
                .put("durationSeconds", bill.seconds())
                .put("durationMinutes", bill.minutes())
                .put("minutesBilled", bill.minutesBilled())
                .put("cost", bill.cost())
                .put("balance", account.document()));
    }
}

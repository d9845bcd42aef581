/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.EnumMap;
import java.util.Map;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Refusal;

import static io.github.cameltranscription.simulator.aiesa.AiesaBill.hundredths;

/** Money: prices, what is left, what was used. A charge takes the balance first, then the credit. */
final class AiesaAccount {

    /** The documented example, like the tariff plan. */
    private static final double USUAL_BALANCE = 15_000.5;

    private static final String TARIFF_PLAN = "regional_plus";
    /** The documented cost of three minutes is 2.1. */
    private static final double PRICE_OF_QUEUE = 0.7;

    private static final double PRICE_OF_LIGHTNING = 1.4;

    private final Map<AiesaPriority, Double> prices = new EnumMap<>(Map.of(
            AiesaPriority.QUEUE, PRICE_OF_QUEUE,
            AiesaPriority.LIGHTNING, PRICE_OF_LIGHTNING));
    private final Map<AiesaPriority, Long> minutes = new EnumMap<>(AiesaPriority.class);
    private double balance = USUAL_BALANCE;
    private double creditLimit;
    private double creditUsed;
    private double totalCost;

    synchronized void price(AiesaPriority priority, double perMinute) {
        prices.put(priority, perMinute);
    }

    synchronized void balance(double rubles) {
        balance = rubles;
    }

    synchronized double balance() {
        return balance;
    }

    synchronized void creditLimit(double rubles) {
        creditLimit = rubles;
    }

    synchronized AiesaBill bill(double seconds, AiesaPriority priority) {
        return AiesaBill.of(seconds, prices.get(priority));
    }

    /** Throws a 402 where too little is left. Jobs under way are not set aside for. */
    synchronized void requireFor(AiesaBill bill) {
        if (bill.cost() > available()) {
            throw Refusal.of(402, "Not enough balance");
        }
    }

    synchronized void charge(AiesaBill bill, AiesaPriority priority) {
        double fromBalance = Math.min(bill.cost(), Math.max(0, balance));
        balance = hundredths(balance - fromBalance);
        creditUsed = hundredths(creditUsed + bill.cost() - fromBalance);
        totalCost = hundredths(totalCost + bill.cost());
        minutes.merge(priority, bill.minutesBilled(), Long::sum);
    }

    private double available() {
        return hundredths(balance + creditLimit - creditUsed);
    }

    synchronized JsonObject document() {
        return new JsonObject()
                .put("balance", balance)
                .put("currency", "RUB")
                .put("credit_limit", creditLimit)
                .put("overdraft_enabled", creditLimit > 0)
                .put("overdraft_used", creditUsed)
                .put("available_credit", available())
                .put("tariff_plan", TARIFF_PLAN)
                .put(
                        "usage_current_month",
                        new JsonObject()
                                .put("minutes_lightning", minutes.getOrDefault(AiesaPriority.LIGHTNING, 0L))
                                .put("minutes_queue", minutes.getOrDefault(AiesaPriority.QUEUE, 0L))
                                .put("total_cost", totalCost));
    }
}

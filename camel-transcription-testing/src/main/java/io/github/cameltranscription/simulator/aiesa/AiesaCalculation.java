/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.vertx.core.json.JsonObject;

import io.github.cameltranscription.simulator.http.Answer;
import io.github.cameltranscription.simulator.http.Refusal;
import io.github.cameltranscription.simulator.provider.ProviderExchange;

/** {@code POST /transcriptions/calculate}. */
final class AiesaCalculation {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,7}(\\.\\d{1,3})?");
    private static final Pattern HOURS_MINUTES_AND_SECONDS = Pattern.compile("(\\d{1,3}):([0-5]\\d):([0-5]\\d)");
    private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d{1,5}):([0-5]\\d)");
    private static final Pattern HOURS_AND_MINUTES = Pattern.compile("(\\d{1,3}):([0-5]\\d)");

    private final AiesaJobs jobs;
    private volatile AiesaDurationReading reading = AiesaDurationReading.MINUTES_AND_SECONDS;

    AiesaCalculation(AiesaJobs jobs) {
        this.jobs = jobs;
    }

    void reading(AiesaDurationReading ofTwoNumbers) {
        reading = ofTwoNumbers;
    }

    Answer answer(ProviderExchange<AiesaCall> exchange) {
        JsonObject body = exchange.json(Refusal.of(400, "The body is not a JSON object"));
        AiesaPriority priority = AiesaPriority.of(body.getValue("priority"));
        AiesaAccount account = jobs.account();
        AiesaBill bill = account.bill(seconds(body.getValue("duration")), priority);
        return Answer.json(new JsonObject()
                .put("durationSeconds", bill.seconds())
                .put("durationMinutes", bill.minutes())
                .put("minutesBilled", bill.minutesBilled())
                .put("cost", bill.cost())
                .put("balance", account.document()));
    }

    /** Throws a 422 where it is no duration, or zero. */
    private double seconds(Object duration) {
        if (duration == null) {
            throw Refusal.invalid("body", "duration", "The duration is required");
        }
        double seconds = seconds(duration.toString());
        if (!(duration instanceof String || duration instanceof Number) || seconds <= 0) {
            throw Refusal.invalid("body", "duration", "The duration is not valid");
        }
        return seconds;
    }

    /** Negative where it is none. */
    private double seconds(String text) {
        if (SECONDS.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        Matcher three = HOURS_MINUTES_AND_SECONDS.matcher(text);
        if (three.matches()) {
            return (number(three, 1) * 60 + number(three, 2)) * 60 + number(three, 3);
        }
        boolean hours = reading == AiesaDurationReading.HOURS_AND_MINUTES;
        Matcher two = (hours ? HOURS_AND_MINUTES : MINUTES_AND_SECONDS).matcher(text);
        return two.matches() ? (number(two, 1) * 60 + number(two, 2)) * (hours ? 60 : 1) : -1;
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}

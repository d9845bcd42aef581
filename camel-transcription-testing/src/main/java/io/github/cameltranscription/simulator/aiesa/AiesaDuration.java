/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.cameltranscription.simulator.http.Refusal;

/** Reads the {@code duration} of a calculation. */
final class AiesaDuration {

    private static final Pattern SECONDS = Pattern.compile("\\d{1,7}(\\.\\d{1,3})?");
    private static final Pattern HOURS_MINUTES_AND_SECONDS = Pattern.compile("(\\d{1,3}):([0-5]\\d):([0-5]\\d)");
    private static final Pattern MINUTES_AND_SECONDS = Pattern.compile("(\\d{1,5}):([0-5]\\d)");
    private static final Pattern HOURS_AND_MINUTES = Pattern.compile("(\\d{1,3}):([0-5]\\d)");

    private AiesaDuration() {}

    /** Throws a 422 where it is none, or zero. */
    static double seconds(Object value, AiesaDurationReading reading) {
        if (value == null) {
            throw Refusal.invalid("body", "duration", "The duration is required");
        }
        double seconds = read(value.toString(), reading);
        if (!(value instanceof String || value instanceof Number) || seconds <= 0) {
            throw Refusal.invalid("body", "duration", "The duration is not valid");
        }
        return seconds;
    }

    /** Negative where it is none. */
    private static double read(String text, AiesaDurationReading reading) {
        if (SECONDS.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        Matcher three = HOURS_MINUTES_AND_SECONDS.matcher(text);
        if (three.matches()) {
            return (number(three, 1) * 60 + number(three, 2)) * 60 + number(three, 3);
        }
        boolean hours = reading == AiesaDurationReading.HOURS_AND_MINUTES;
        Matcher two = (hours ? HOURS_AND_MINUTES : MINUTES_AND_SECONDS).matcher(text);
        if (two.matches()) {
            return (number(two, 1) * 60 + number(two, 2)) * (hours ? 60 : 1);
        }
        return -1;
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group));
    }
}

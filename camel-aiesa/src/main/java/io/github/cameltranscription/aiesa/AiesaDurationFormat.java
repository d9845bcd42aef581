/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How a length that we know is written to AIESA, whose documentation has the example {@code 00:05} and does not say what
 * it means. Lengths are rounded up, so that no job is priced too low.
 */
enum AiesaDurationFormat {
    /** Minutes, which may be more than 59, and seconds. */
    MINUTES_AND_SECONDS("mm:ss"),
    /** Hours, minutes and seconds. */
    HOURS_MINUTES_AND_SECONDS("hh:mm:ss"),
    /** Hours and minutes. */
    HOURS_AND_MINUTES("hh:mm"),
    /** A number of seconds. */
    SECONDS("seconds");

    private final String optionValue;

    AiesaDurationFormat(String optionValue) {
        this.optionValue = optionValue;
    }

    /** @throws IllegalArgumentException if there is no such format; the message names those there are */
    static AiesaDurationFormat of(String optionValue) {
        return Arrays.stream(values())
                .filter(format -> format.optionValue.equals(optionValue))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("durationFormat \"" + optionValue
                        + "\" is not one of "
                        + Arrays.stream(values())
                                .map(format -> format.optionValue)
                                .collect(Collectors.joining(", "))));
    }

    /** The length as AIESA receives it. */
    String write(Duration length) {
        long seconds = length.getNano() == 0 ? length.getSeconds() : length.getSeconds() + 1;
        return switch (this) {
            case MINUTES_AND_SECONDS -> padded(seconds / 60) + ":" + padded(seconds % 60);
            case HOURS_MINUTES_AND_SECONDS ->
                padded(seconds / 3600) + ":" + padded(seconds / 60 % 60) + ":" + padded(seconds % 60);
            case HOURS_AND_MINUTES -> {
                long minutes = (seconds + 59) / 60;
                yield padded(minutes / 60) + ":" + padded(minutes % 60);
            }
            case SECONDS -> Long.toString(seconds);
        };
    }

    private static String padded(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}

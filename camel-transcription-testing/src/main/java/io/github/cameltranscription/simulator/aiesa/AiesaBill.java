/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

/**
 * What audio costs.
 *
 * @param seconds of audio
 * @param minutes of audio, with two decimals
 * @param minutesBilled whole ones, rounded up
 * @param cost rubles, with two decimals
 */
record AiesaBill(double seconds, double minutes, long minutesBilled, double cost) {

    static AiesaBill of(double seconds, double pricePerMinute) {
        long minutesBilled = (long) Math.ceil(seconds / 60);
        return new AiesaBill(
                seconds, hundredths(seconds / 60), minutesBilled, hundredths(minutesBilled * pricePerMinute));
    }

    /** Rounded to two decimals. */
    static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }
}

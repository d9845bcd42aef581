/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

/**
 * The size and price of a job as reported by the provider; missing values are {@code null}.
 *
 * @param recordedSeconds the length of the recording
 * @param billedMinutes the billed minutes
 * @param cost the price, in {@code currency}
 * @param currency the currency of the price, and of a balance that is money
 * @param balance the balance of the account
 * @param balanceUnit the unit of the balance: a currency, or {@code minutes}
 */
public record JobUsage(
        Double recordedSeconds,
        Double billedMinutes,
        Double cost,
        String currency,
        Double balance,
        String balanceUnit) {

    /** All values are unknown. */
    public static final JobUsage UNKNOWN = new JobUsage(null, null, null, null, null, null);

    /** Only the length of the recording; {@code null} if unknown. */
    public static JobUsage ofRecording(Double seconds) {
        return seconds == null ? UNKNOWN : new JobUsage(seconds, null, null, null, null, null);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

/**
 * What the provider has said about a job's size and price. Any part is {@code null} where it has not.
 *
 * @param recordedSeconds how long the recording is
 * @param billedMinutes   the minutes that are paid for
 * @param cost            the price, in {@code currency}
 * @param currency        the currency of the price, and of a balance that is money
 * @param balance         what is left on the account
 * @param balanceUnit     what the balance counts: a currency, or {@code minutes}
 */
public record JobUsage(
        Double recordedSeconds,
        Double billedMinutes,
        Double cost,
        String currency,
        Double balance,
        String balanceUnit) {

    /** Nothing is known. */
    public static final JobUsage UNKNOWN = new JobUsage(null, null, null, null, null, null);

    /** The length of the recording alone; {@code null} if it is not known. */
    public static JobUsage ofRecording(Double seconds) {
        return seconds == null ? UNKNOWN : new JobUsage(seconds, null, null, null, null, null);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

/** What the two numbers of a {@code duration} such as {@code 00:05} are: the documents do not say. */
public enum AiesaDurationReading {
    /** Five seconds; minutes may go beyond 59. */
    MINUTES_AND_SECONDS,
    /** Five minutes. */
    HOURS_AND_MINUTES
}

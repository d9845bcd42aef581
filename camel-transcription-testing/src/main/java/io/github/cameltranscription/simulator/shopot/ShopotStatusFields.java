/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

/** Which of the documented status fields an answer has. */
public enum ShopotStatusFields {
    /** {@code transcription_status}, {@code webhook_status} and {@code summary_status} (the newer document). */
    NEW,
    /** {@code status} alone (the reference). */
    OLD,
    /** All of them: the newer document keeps {@code status} for older clients. */
    BOTH
}

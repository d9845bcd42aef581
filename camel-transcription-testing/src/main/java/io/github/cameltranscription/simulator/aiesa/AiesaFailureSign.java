/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

/** How the status of a failed job shows it; the {@code error_message} is there in any case, except with {@link AiesaVariant#V2}. */
public enum AiesaFailureSign {
    /** {@code "status":"failed"}. */
    FAILED,
    /** {@code "status":"error"}. */
    ERROR,
    /** {@code "status":"cancelled"}. */
    CANCELLED,
    /** The status stays {@code processing}, without progress. */
    MESSAGE_ALONE
}

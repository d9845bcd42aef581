/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

/** The versions of AIESA's API. */
public enum AiesaVariant {
    /** {@code /api/v1}, as the guides show it; the JSON result is flat. */
    V1,
    /**
     * {@code /api/v2}, as the vendor's API reference and two clients show it: no {@code model} and no {@code error_message} in a status,
     * {@code recognized_speakers} and {@code normalization_enabled} there, and a JSON result with one member {@code transcription}, whose
     * segments are in no order and of whole seconds.
     */
    V2
}

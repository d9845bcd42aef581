/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A language model's answer to a question about the recording.
 *
 * @param model  the model that answered, or {@code null} if unknown
 * @param prompt the question, or {@code null} if unknown
 * @param text   the answer; never {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Analysis(String model, String prompt, String text) {

    /** Replaces {@code null} by defaults. */
    public Analysis {
        text = text == null ? "" : text;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Map;

import io.github.cameltranscription.simulator.http.Refusal;

/**
 * Checked parameters of a submission.
 *
 * @param prompt empty for no analysis
 */
record AiesaParameters(String language, AiesaPriority priority, boolean diarized, String prompt) {

    /** Where the request names none. */
    private static final String USUAL_LANGUAGE = "ru";

    private static final int USUAL_SPEAKERS = 2;

    /** Of a form. */
    static AiesaParameters of(Map<String, String> fields) {
        String language = fields.getOrDefault("language", USUAL_LANGUAGE);
        if (!language.matches("[a-z]{2}")) {
            throw Refusal.invalid("body", "language", "The language must be two letters");
        }
        String diarized = fields.getOrDefault("enable_diarization", "false");
        if (!diarized.matches("true|false")) {
            throw Refusal.invalid("body", "enable_diarization", "Must be true or false");
        }
        return new AiesaParameters(
                language,
                AiesaPriority.of(fields.get("priority")),
                diarized.equals("true"),
                fields.getOrDefault("ai_prompt", ""));
    }

    /** How many the transcript shows; zero without diarization. */
    int speakers() {
        return diarized ? USUAL_SPEAKERS : 0;
    }
}

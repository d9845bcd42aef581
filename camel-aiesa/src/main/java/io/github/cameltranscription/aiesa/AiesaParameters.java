/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

/** AIESA's parameters by their names on the wire (aiesa.ru.txt). */
final class AiesaParameters {

    static final String LANGUAGE = "language";
    static final String PRIORITY = "priority";
    static final String ENABLE_DIARIZATION = "enable_diarization";
    static final String AI_PROMPT = "ai_prompt";
    static final String SOURCE_TYPE = "source_type";
    static final String SOURCE_TYPE_URL = "url";
    static final String SOURCE_URL = "source_url";
    static final String DURATION = "duration";

    private AiesaParameters() {}
}

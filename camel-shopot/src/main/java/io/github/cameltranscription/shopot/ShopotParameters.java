/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.Set;

/** Shopot's parameters by their names on the wire (shopot-reference.ru.txt). */
final class ShopotParameters {

    static final String URL = "url";
    static final String LANGUAGE = "language";
    static final String INITIAL_PROMPT = "initial_prompt";
    static final String VAD_FILTER = "vad_filter";
    static final String DISABLE_DIARIZATION = "disable_diarization";
    static final String TEMPLATE = "template";
    static final String CALLBACK_URL = "callback_url";
    static final String CALLBACK_ID = "callback_id";

    /** The name was lost in shopot-create.ru.txt; {@code param.NAME=value} sends another. */
    static final String MODIFIER = "modifier";

    /** The name was lost in shopot-create.ru.txt; {@code param.NAME=value} sends another. */
    static final String SUMMARY = "summary";

    /** In JSON they are no strings. */
    static final Set<String> BOOLEANS = Set.of(VAD_FILTER, DISABLE_DIARIZATION);

    private ShopotParameters() {}
}

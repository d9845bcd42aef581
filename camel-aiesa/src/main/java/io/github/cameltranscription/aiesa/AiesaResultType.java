/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.Locale;

/** The result of AIESA to reply with. */
public enum AiesaResultType {
    /** Everything, read into a transcript; as a download, the file. */
    JSON,
    /** AIESA's own text. */
    TEXT,
    /** AIESA's report. */
    PDF,
    /** The links to the results, by their names. */
    LINKS;

    /** The name in AIESA's answers (aiesa.ru.txt). */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.util.Locale;

/** Which of AIESA's results is asked for. */
public enum AiesaResultType {
    /** Everything, read into a transcript; as a download, the file. */
    JSON,
    /** AIESA's own text. */
    TEXT,
    /** AIESA's report. */
    PDF,
    /** Where the results lie, by their names. */
    LINKS;

    /** The name in AIESA's answers (aiesa.ru.txt). */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

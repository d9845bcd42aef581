/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Locale;

/** The files that a finished job has. */
public enum AiesaResult {
    /** Plain text. */
    TEXT("text.txt", "text/plain; charset=utf-8"),
    /** Text with segments, words and, if asked for, speakers. */
    JSON("result.json", "application/json"),
    /** A report. */
    PDF("report.pdf", "application/pdf");

    private final String fileName;
    private final String contentType;

    AiesaResult(String fileName, String contentType) {
        this.fileName = fileName;
        this.contentType = contentType;
    }

    /** Last part of its address. */
    String fileName() {
        return fileName;
    }

    String contentType() {
        return contentType;
    }

    /** Its name among the {@code results} of a status. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

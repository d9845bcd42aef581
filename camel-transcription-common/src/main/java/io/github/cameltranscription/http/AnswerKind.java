/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

/** The kind of an answer, which decides its size and time limits. */
public enum AnswerKind {
    /** A small answer, which must end within {@code responseTimeout}. */
    SMALL("maxAnswerSize"),
    /** A transcript, or a status with a transcript: the body may take longer if it keeps moving. */
    TRANSCRIPT("maxTranscriptSize"),
    /** A file, which is passed on as a stream. */
    FILE("maxDownloadSize");

    private final String option;

    AnswerKind(String option) {
        this.option = option;
    }

    /** The option that limits the size. */
    String option() {
        return option;
    }
}

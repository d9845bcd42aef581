/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

/** What an answer holds, which decides how large it may be and how long it may take. */
public enum AnswerKind {
    /** A few fields: the answer ends within {@code responseTimeout}. */
    SMALL("maxAnswerSize"),
    /** A transcript, or a status that has the transcript in it: the body may take longer while it flows. */
    TRANSCRIPT("maxTranscriptSize"),
    /** A file that is passed on as a stream. */
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

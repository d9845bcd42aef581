/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.github.cameltranscription.transcript.TextReply;

/**
 * The summary of a recording or a text, the reply of {@code summarize} (the vendor's public documentation). As a String, it
 * is its text.
 *
 * @param jobId   Palatine's id of the job
 * @param text    the readable summary: the sections of a meeting's minutes under headings, or the answer to the prompt;
 *                JSON if its structure is not known; never {@code null}
 * @param meeting the minutes of a meeting; {@code null} for any other summary
 * @param raw     Palatine's own answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PalatineSummary(String jobId, String text, PalatineMeetingSummary meeting, String raw)
        implements TextReply {

    /** A summary that is no minutes of a meeting. */
    public PalatineSummary(String jobId, String text, String raw) {
        this(jobId, text, null, raw);
    }

    @Override
    public String toText() {
        return text;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * One word with its times.
 *
 * @param start from the beginning of the recording; never {@code null} or negative
 * @param end from the beginning of the recording; the provider's value
 * @param speaker the speaker's label, or {@code null} without diarization
 * @param text the word with the punctuation that belongs to it, without surrounding blanks; never {@code null}
 * @param confidence the provider's confidence, 0 to 1; {@code null} if missing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Word(
        @JsonSerialize(using = SecondsSerializer.class) Duration start,
        @JsonSerialize(using = SecondsSerializer.class) Duration end,
        String speaker,
        String text,
        Double confidence) {

    /** Replaces {@code null} by defaults. */
    public Word {
        start = start == null || start.isNegative() ? Duration.ZERO : start;
        end = end == null ? start : end;
        speaker = speaker == null || speaker.isBlank() ? null : speaker;
        text = text == null ? "" : text.strip();
    }
}

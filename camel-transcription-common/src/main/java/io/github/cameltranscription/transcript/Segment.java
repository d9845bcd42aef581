/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;

/**
 * Speech of one speaker, usually a sentence or two.
 *
 * @param start   from the beginning of the recording; never {@code null} or negative
 * @param end from the beginning of the recording; the provider's value, which may be before {@code start}
 * @param speaker the speaker's label, or {@code null} without diarization
 * @param text    what was said, without surrounding blanks; never {@code null}, empty if only speakers were requested
 * @param words the words with their times; never {@code null}, empty if the provider returns none
 * @param role    the speaker's role in the conversation, such as {@code Operator}; {@code null} if not known
 * @param emotion the emotion; {@code null} if unknown
 * @param profanity whether words of it were masked; {@code null} if the provider does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Segment(
        @JsonSerialize(using = SecondsSerializer.class) Duration start,
        @JsonSerialize(using = SecondsSerializer.class) Duration end,
        String speaker,
        String text,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Word> words,
        String role,
        Emotion emotion,
        Boolean profanity) {

    /** Replaces {@code null} by defaults. */
    public Segment {
        start = start == null || start.isNegative() ? Duration.ZERO : start;
        end = end == null ? start : end;
        // Shopot's empty label means that speakers were not distinguished.
        speaker = speaker == null || speaker.isBlank() ? null : speaker;
        text = text == null ? "" : text.strip();
        words = words == null ? List.of() : List.copyOf(words);
        role = role == null || role.isBlank() ? null : role.strip();
    }

    /** A segment without role, emotion and profanity. */
    public Segment(Duration start, Duration end, String speaker, String text, List<Word> words) {
        this(start, end, speaker, text, words, null, null, null);
    }

    /** A segment without words. */
    public static Segment of(Duration start, Duration end, String speaker, String text) {
        return new Segment(start, end, speaker, text, List.of());
    }

    /** The same segment with these words. */
    Segment withWords(List<Word> newWords) {
        return new Segment(start, end, speaker, text, newWords, role, emotion, profanity);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.List;

/**
 * A stretch of speech by one speaker, usually a sentence or two.
 *
 * @param start   from the beginning of the recording; never {@code null} or negative
 * @param end     from the beginning of the recording; as the provider gave it, so it may lie before {@code start}
 * @param speaker the speaker's label, or {@code null} without diarization
 * @param text    what was said, without surrounding blanks; never {@code null}, empty where only speakers were asked for
 * @param words   the single words with their times; never {@code null}, empty where the provider gives none
 */
public record Segment(Duration start, Duration end, String speaker, String text, List<Word> words) {

    /** Fills in what must not be {@code null}. */
    public Segment {
        start = start == null || start.isNegative() ? Duration.ZERO : start;
        end = end == null ? start : end;
        // An empty label is how Shopot says that speakers were not told apart.
        speaker = speaker == null || speaker.isBlank() ? null : speaker;
        text = text == null ? "" : text.strip();
        words = words == null ? List.of() : List.copyOf(words);
    }

    /** A segment without single words. */
    public static Segment of(Duration start, Duration end, String speaker, String text) {
        return new Segment(start, end, speaker, text, List.of());
    }
}

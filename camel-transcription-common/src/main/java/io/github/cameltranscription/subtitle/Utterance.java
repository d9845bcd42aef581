/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.time.Duration;
import java.util.List;

import io.github.cameltranscription.transcript.Word;

/**
 * A segment with clean text and usable times.
 *
 * @param start   milliseconds from the beginning of the recording
 * @param end     milliseconds from the beginning of the recording; not after {@code start} if unknown
 * @param speaker the speaker's name, clean and not blank; {@code null} if unknown
 * @param text    clean text; never empty
 * @param words   the words with their times; empty if there are none, or none with a usable time
 * @param emotion the emotion, clean and not blank; {@code null} if unknown or neutral
 */
record Utterance(long start, long end, String speaker, String text, List<Word> words, String emotion) {

    /** About 300 years, so that sums do not overflow. */
    private static final long LATEST_SECOND = 10_000_000_000L;

    /** A time in milliseconds, rounded half up. */
    static long millis(Duration time) {
        long seconds = Math.max(-1, Math.min(time.getSeconds(), LATEST_SECOND));
        return seconds * 1_000 + (time.getNano() + 500_000) / 1_000_000;
    }

    /** The same words at another time. */
    Utterance at(long newStart, long newEnd) {
        return new Utterance(newStart, newEnd, speaker, text, words, emotion);
    }

    /** Whether its duration is known. */
    boolean isTimed() {
        return end > start;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.time.Duration;
import java.util.Locale;

/**
 * A recognised word.
 *
 * @param text with its punctuation
 * @param letters the letters for comparison: a repeated word may have other punctuation
 * @param earliestEnd the earliest possible end of the word, in nanoseconds of audio from the beginning of the session
 */
public record RecognizedWord(String text, String letters, WordArrival arrival, long earliestEnd) {

    /** The shortest time in which a letter is spoken; fast speech takes twice as long. */
    private static final long LETTER = Duration.ofMillis(30).toNanos();

    /** At most this many letters count: long words may be numbers or names that are spoken quickly. */
    private static final int COUNTED_LETTERS = 5;

    /**
     * Makes a word.
     *
     * @param after     the earliest end of the word before it
     * @param processed audio before this position is in earlier words
     */
    static RecognizedWord of(String text, WordArrival arrival, long after, long processed) {
        String letters = letters(text);
        long end = Math.max(after + shortest(letters), processed);
        return new RecognizedWord(text, letters, arrival, Math.min(end, arrival.sent()));
    }

    private static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isLetterOrDigit(letter)) {
                letters.append(letter == 'ё' || letter == 'Ё' ? 'е' : letter);
            }
        }
        String compared = letters.toString().toLowerCase(Locale.ROOT);
        return compared.isEmpty() || compared.equals(text) ? text : compared;
    }

    /** Whether it ends a sentence. */
    public boolean endsSentence() {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") || text.endsWith("…");
    }

    private static long shortest(String letters) {
        return LETTER * Math.min(COUNTED_LETTERS, letters.length());
    }

    /** The same word after a word with this earliest end. */
    RecognizedWord following(long end) {
        return endingAfter(Math.min(end + shortest(letters), arrival.sent()));
    }

    RecognizedWord endingAfter(long position) {
        return position > earliestEnd ? new RecognizedWord(text, letters, arrival, position) : this;
    }

    boolean isSame(RecognizedWord other) {
        return letters.equals(other.letters);
    }

    /** Whether this is the end of a word whose beginning was not in the audio. */
    boolean isRestOf(RecognizedWord other) {
        return other.letters.length() > letters.length() && other.letters.endsWith(letters);
    }
}

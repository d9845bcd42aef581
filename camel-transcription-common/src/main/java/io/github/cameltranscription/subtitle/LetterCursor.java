/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.List;

import io.github.cameltranscription.transcript.Word;

/** Iterates over the letters and digits of a list of words and compares them without regard to case. */
final class LetterCursor {

    private static final int SLACK = 32;

    private final List<Word> words;
    private int word;
    private int position;
    private int lettersBefore;
    private int letters = -1;

    LetterCursor(List<Word> words) {
        this.words = words;
    }

    /** Whether a character counts. Surrogates count, because pairs are compared half by half. */
    static boolean isLetter(char c) {
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    /** Whether a part of the text has the same letters as this word, at least one. */
    static boolean sameLetters(String text, int from, int to, String word) {
        if (word.length() > (to - from) * 2 + SLACK) {
            // Almost nothing in it is a letter; a scan for each token would take quadratic time.
            return false;
        }
        int i = from;
        int matched = 0;
        for (int j = 0; j < word.length(); j++) {
            if (isLetter(word.charAt(j))) {
                while (i < to && !isLetter(text.charAt(i))) {
                    i++;
                }
                if (i == to || !same(text.charAt(i), word.charAt(j))) {
                    return false;
                }
                i++;
                matched++;
            }
        }
        while (i < to && !isLetter(text.charAt(i))) {
            i++;
        }
        return i == to && matched > 0;
    }

    /** Moves to the next letter; false if it differs or there is none. */
    boolean next(char letter) {
        if (letters >= 0) {
            position++;
            lettersBefore++;
        }
        if (!findLetter()) {
            return false;
        }
        if (letters < 0 || lettersBefore == 0) {
            letters = countLetters();
        }
        return same(letter, words.get(word).text().charAt(position));
    }

    /** The index of the word in which the letter is. */
    int word() {
        return word;
    }

    boolean isFirstOfWord() {
        return lettersBefore == 0;
    }

    /** The share of the word before the letter, 0 to 1. */
    double shareBefore() {
        return lettersBefore / (double) letters;
    }

    /** The share of the word up to and including the letter, 0 to 1. */
    double shareAfter() {
        return (lettersBefore + 1) / (double) letters;
    }

    /** Whether no letter is left. */
    boolean isAtEnd() {
        position++;
        return !findLetter();
    }

    private boolean findLetter() {
        while (word < words.size()) {
            String text = words.get(word).text();
            while (position < text.length()) {
                if (isLetter(text.charAt(position))) {
                    return true;
                }
                position++;
            }
            word++;
            position = 0;
            lettersBefore = 0;
        }
        return false;
    }

    private int countLetters() {
        String text = words.get(word).text();
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isLetter(text.charAt(i))) {
                count++;
            }
        }
        return count;
    }

    private static boolean same(char one, char other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.Locale;

/**
 * A word as it was recognised.
 *
 * @param text   with its punctuation
 * @param moment when it came
 */
record SpokenWord(String text, Moment moment) {

    /** What is left to compare by: the same word may come again with other punctuation. */
    String letters() {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isLetterOrDigit(letter)) {
                letters.append(letter == 'ё' || letter == 'Ё' ? 'е' : letter);
            }
        }
        return letters.isEmpty() ? text : letters.toString().toLowerCase(Locale.ROOT);
    }

    /** Whether it ends a sentence. */
    boolean endsSentence() {
        return text.endsWith(".") || text.endsWith("?") || text.endsWith("!") || text.endsWith("…");
    }
}

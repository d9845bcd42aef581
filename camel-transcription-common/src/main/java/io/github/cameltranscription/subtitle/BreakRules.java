/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

/** Rates a place between two words for the end of a line or a cue. */
final class BreakRules {

    /** After the end of a sentence. */
    static final double SENTENCE = 0;

    /** After a comma, a colon, a semicolon or a dash. */
    static final double CLAUSE = 0.25;

    /** Before a conjunction or a preposition. */
    static final double BEFORE_CONNECTIVE = 0.4;

    /** Between any two words. */
    static final double SPACE = 0.6;

    /** After a conjunction, a preposition or an initial, or before a dash, which separates connected words. */
    static final double TORN = 1;

    /** Inside a word that is too long for a line. */
    static final double INSIDE_WORD = 3;

    private BreakRules() {}

    /**
     * The penalty for a break between two words.
     *
     * @param text clean text in an array, which may be longer
     * @param length the length of the text
     * @param blank the position of the blank
     * @param limit the penalty above which the break is useless
     * @return 0 for the best place, more for a worse one; any value from the limit on if it is not below it
     */
    static double penalty(char[] text, int length, int blank, double limit) {
        int last = blank - 1;
        while (last > 0 && isClosing(text[last])) {
            last--;
        }
        switch (text[last]) {
            case '.', '!', '?', '\u2026' -> {
                return isInitial(text, last) ? TORN : SENTENCE;
            }
            case ',', ';', ':', '\u2014', '\u2013' -> {
                return CLAUSE;
            }
            default -> {
                return limit <= BEFORE_CONNECTIVE ? limit : penaltyByWords(text, length, blank);
            }
        }
    }

    private static double penaltyByWords(char[] text, int length, int blank) {
        int from = blank;
        while (from > 0 && text[from - 1] != ' ') {
            from--;
        }
        int to = blank + 1;
        while (to < length && text[to] != ' ') {
            to++;
        }
        if (to == blank + 2 && isDash(text[blank + 1]) || Connectives.contains(text, from, blank)) {
            return TORN;
        }
        return Connectives.contains(text, blank + 1, to) ? BEFORE_CONNECTIVE : SPACE;
    }

    /** A single capital with a full stop ends no sentence, it begins a name. */
    private static boolean isInitial(char[] text, int last) {
        return last > 0
                && text[last] == '.'
                && Character.isUpperCase(text[last - 1])
                && (last == 1 || text[last - 2] == ' ');
    }

    private static boolean isClosing(char c) {
        return c == '"' || c == '\'' || c == ')' || c == ']' || c == '\u00BB' || c == '\u201D' || c == '\u2019';
    }

    private static boolean isDash(char c) {
        return c == '-' || c == '\u2013' || c == '\u2014';
    }
}

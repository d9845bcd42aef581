/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Arrays;

/** Conjunctions and prepositions, which belong to the words after them: a line may end before one, not after it. */
final class Connectives {

    private static final String[] WORDS = """
            а без будто в вдоль вместо во возле вокруг где да для до если за зато и из из-за из-под или к как
            когда ко которая которого которое которой которую которые который которых либо между мимо на над не
            ни но о об обо однако около от ото перед по под пока после потому при про против ради с сквозь со
            среди у хотя чем через что чтобы
            a about after although an and as at because before between but by for from if in into nor of off on
            or over since so than that the though through to under unless until when where which while who with
            without
            """.strip().split("\\s+");

    private static final int LONGEST =
            Arrays.stream(WORDS).mapToInt(String::length).max().orElse(0);

    /** An open hash table at a quarter of its capacity. A look-up allocates nothing. */
    private static final String[] TABLE = table();

    private Connectives() {}

    /** Whether the characters between two offsets are one of them, in any case. */
    static boolean contains(char[] text, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return false;
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + lowerCase(text[i]);
        }
        int slot = hash & TABLE.length - 1;
        while (TABLE[slot] != null) {
            if (TABLE[slot].length() == length && isSame(TABLE[slot], text, from)) {
                return true;
            }
            slot = slot + 1 & TABLE.length - 1;
        }
        return false;
    }

    private static boolean isSame(String word, char[] text, int from) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) != lowerCase(text[from + i])) {
                return false;
            }
        }
        return true;
    }

    /** Only for the two alphabets of the list, because the general method is slow. */
    private static char lowerCase(char c) {
        boolean capital = c >= 'A' && c <= 'Z' || c >= '\u0410' && c <= '\u042F';
        return capital ? (char) (c + 32) : c;
    }

    private static String[] table() {
        String[] table = new String[Integer.highestOneBit(WORDS.length) * 4];
        for (String word : WORDS) {
            int slot = word.hashCode() & table.length - 1;
            while (table[slot] != null) {
                slot = slot + 1 & table.length - 1;
            }
            table[slot] = word;
        }
        return table;
    }
}

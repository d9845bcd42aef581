/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The words of one text by their offsets, with their times. A word longer than a line becomes several tokens without
 * blanks between them. The object is reused, because a long transcript has a million words.
 */
final class TimedWords {

    /** One visible character, which may be a letter with accents or an emoji of many code points. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private String text = "";
    private char[] characters = new char[256];
    private int count;
    private int[] from = new int[64];
    private int[] to = new int[64];
    private long[] start = new long[64];
    private long[] end = new long[64];
    private double[] breakBefore = new double[64];

    /** Splits a clean text at its blanks, and words that are longer than a line. */
    void split(String newText, int maxLength) {
        text = newText;
        count = 0;
        if (text.length() > characters.length) {
            characters = new char[text.length() * 2];
        }
        text.getChars(0, text.length(), characters, 0);
        int word = 0;
        while (word < text.length()) {
            int blank = text.indexOf(' ', word);
            int wordEnd = blank < 0 ? text.length() : blank;
            if (wordEnd - word <= maxLength) {
                add(word, wordEnd);
            } else {
                splitWord(word, wordEnd, maxLength);
            }
            word = wordEnd + 1;
        }
    }

    /** Spreads the words over a time in proportion to their length, without pauses. */
    void spread(int first, int last, long startTime, long endTime) {
        if (first == last) {
            return;
        }
        int origin = from[first];
        double pace = (endTime - startTime) / (double) (to[last - 1] - origin);
        for (int i = first; i < last; i++) {
            start[i] = startTime + Math.round((from[i] - origin) * pace);
            if (i > first) {
                end[i - 1] = start[i];
            }
        }
        end[last - 1] = endTime;
    }

    /** Sets the time of one word. */
    void time(int token, long startTime, long endTime) {
        start[token] = startTime;
        end[token] = endTime;
    }

    String text() {
        return text;
    }

    int count() {
        return count;
    }

    int from(int token) {
        return from[token];
    }

    int to(int token) {
        return to[token];
    }

    long start(int token) {
        return start[token];
    }

    long end(int token) {
        return end[token];
    }

    /** The penalty for a break before this token. */
    double breakBefore(int token) {
        return breakBefore[token];
    }

    private void splitWord(int word, int wordEnd, int maxLength) {
        Matcher graphemes = GRAPHEME.matcher(text).region(word, wordEnd);
        int pieceStart = word;
        int pieceEnd = word;
        while (graphemes.find()) {
            if (graphemes.end() - pieceStart > maxLength && pieceEnd > pieceStart) {
                add(pieceStart, pieceEnd);
                pieceStart = pieceEnd;
            }
            while (graphemes.end() - pieceStart > maxLength) {
                int cut = pieceStart + maxLength;
                cut -= Character.isLowSurrogate(text.charAt(cut)) ? 1 : 0;
                add(pieceStart, cut);
                pieceStart = cut;
            }
            pieceEnd = graphemes.end();
        }
        add(pieceStart, wordEnd);
    }

    private void add(int tokenFrom, int tokenTo) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            start = Arrays.copyOf(start, count * 2);
            end = Arrays.copyOf(end, count * 2);
            breakBefore = Arrays.copyOf(breakBefore, count * 2);
        }
        if (count > 0) {
            int blank = to[count - 1];
            breakBefore[count] = tokenFrom == blank
                    ? BreakRules.INSIDE_WORD
                    : BreakRules.penalty(characters, text.length(), blank, Double.MAX_VALUE);
        }
        from[count] = tokenFrom;
        to[count] = tokenTo;
        count++;
    }
}

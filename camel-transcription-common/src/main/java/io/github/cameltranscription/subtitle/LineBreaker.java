/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Arrays;

/**
 * Breaks the text of one cue into lines: as few as possible, then at the best places, then evenly.
 */
final class LineBreaker {

    /** More than all penalties of a line together, so that fewer lines are always better. */
    private static final double LINE = 10;

    private static final double IMPOSSIBLE = Double.MAX_VALUE;

    private final int maxLineLength;
    private final int maxLines;
    private char[] characters = new char[256];
    private double[] cost = new double[64];
    private int[] lineStart = new int[64];

    LineBreaker(CueLayout layout) {
        maxLineLength = layout.maxLineLength();
        maxLines = layout.maxLines();
    }

    /**
     * Breaks a text into two lines, without splitting it into tokens first.
     *
     * @param text clean text, longer than a line
     * @param firstLimit the maximum length of the first line
     * @return the text with a line feed in place of a blank; {@code null} if it needs more than two lines
     */
    String twoLines(String text, int firstLimit) {
        int length = text.length();
        int lowest = Math.max(1, length - 1 - maxLineLength);
        if (lowest > firstLimit) {
            return null;
        }
        if (length > characters.length) {
            characters = new char[length * 2];
        }
        text.getChars(0, length, characters, 0);
        int best = -1;
        double bestCost = IMPOSSIBLE;
        for (int blank = lowest; blank <= firstLimit; blank++) {
            if (characters[blank] == ' ') {
                double imbalance = unevenness(blank) + unevenness(length - blank - 1);
                double found = imbalance + BreakRules.penalty(characters, length, blank, bestCost - imbalance);
                if (found < bestCost) {
                    bestCost = found;
                    best = blank;
                }
            }
        }
        if (best < 0) {
            return null;
        }
        characters[best] = '\n';
        return new String(characters, 0, length);
    }

    /**
     * Breaks tokens into lines.
     *
     * @param firstLimit the maximum length of the first line; no token is longer
     */
    String lines(TimedWords tokens, int first, int last, int firstLimit) {
        String text = tokens.text();
        if (tokens.to(last - 1) - tokens.from(first) <= firstLimit) {
            return text.substring(tokens.from(first), tokens.to(last - 1));
        }
        if (first == 0 && last == tokens.count() && maxLines > 1) {
            String two = twoLines(text, firstLimit);
            if (two != null) {
                return two;
            }
        }
        findBreaks(tokens, first, last, firstLimit);
        StringBuilder lines = new StringBuilder(text.substring(tokens.from(first), tokens.to(last - 1)));
        int lineEnd = last;
        while (lineStart[lineEnd - first] > first) {
            int broken = lineStart[lineEnd - first];
            int at = tokens.to(broken - 1) - tokens.from(first);
            if (tokens.from(broken) > tokens.to(broken - 1)) {
                lines.setCharAt(at, '\n');
            } else {
                lines.insert(at, '\n');
            }
            lineEnd = broken;
        }
        return lines.toString();
    }

    /** Finds the cheapest sequence of lines up to the end of each token. */
    private void findBreaks(TimedWords tokens, int first, int last, int firstLimit) {
        int count = last - first;
        if (cost.length <= count) {
            cost = new double[count * 2];
            lineStart = new int[count * 2];
        }
        Arrays.fill(cost, 0, count + 1, IMPOSSIBLE);
        cost[0] = 0;
        for (int i = first; i < last; i++) {
            double before = cost[i - first] + LINE + (i == first ? 0 : tokens.breakBefore(i));
            int limit = i == first ? firstLimit : maxLineLength;
            for (int j = i + 1; j <= last; j++) {
                int length = tokens.to(j - 1) - tokens.from(i);
                // A single token is always a possible line, so there is always a solution.
                if (length > limit && j > i + 1) {
                    break;
                }
                double total = before + unevenness(length);
                if (total < cost[j - first]) {
                    cost[j - first] = total;
                    lineStart[j - first] = i;
                }
            }
        }
    }

    /** The sum of squares is smallest if all lines are equally long. */
    private double unevenness(int length) {
        double share = length / (double) maxLineLength;
        return share * share;
    }
}

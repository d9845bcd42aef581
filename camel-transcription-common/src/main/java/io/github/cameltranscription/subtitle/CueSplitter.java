/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Arrays;

/**
 * Splits the words of one speaker into cues within the layout and the longest time of a cue: as few as possible, at the
 * best places, evenly filled, and never across a long pause.
 */
final class CueSplitter {

    /** The silence in milliseconds after which a new cue begins, so that its text is not read too early. */
    static final long LONG_PAUSE = 2_000;

    /** The maximum number of words of a cue: the search grows with it. */
    static final int MAX_TOKENS = 500;

    private static final double IMPOSSIBLE = Double.MAX_VALUE;

    /** The penalty for a cue that is too short to notice. */
    private static final double TOO_SHORT = 0.5;

    private final CueLayout layout;
    private final double capacity;
    private double[] cost = new double[64];
    private int[] cueStart = new int[64];

    CueSplitter(CueLayout layout) {
        this.layout = layout;
        this.capacity = (double) layout.maxLineLength() * layout.maxLines();
    }

    /**
     * Finds the cues of tokens.
     *
     * @param firstLimit the maximum length of a cue's first line; no token is longer
     * @return for each token of the range, counted from its first, whether a cue begins there
     */
    boolean[] split(TimedWords tokens, int first, int last, int firstLimit) {
        findBreaks(tokens, first, last, firstLimit);
        boolean[] begins = new boolean[last - first];
        for (int end = last; end > first; end = cueStart[end - first]) {
            begins[cueStart[end - first] - first] = true;
        }
        return begins;
    }

    private void findBreaks(TimedWords tokens, int first, int last, int firstLimit) {
        int count = last - first;
        if (cost.length <= count) {
            cost = new double[count * 2];
            cueStart = new int[count * 2];
        }
        Arrays.fill(cost, 0, count + 1, IMPOSSIBLE);
        cost[0] = 0;
        for (int i = first; i < last; i++) {
            double before = cost[i - first] + 1 + (i == first ? 0 : tokens.breakBefore(i));
            int lines = 1;
            int limit = firstLimit;
            int lineFrom = tokens.from(i);
            for (int j = i + 1; j <= Math.min(last, i + MAX_TOKENS); j++) {
                if (tokens.to(j - 1) - lineFrom > limit) {
                    lines++;
                    limit = layout.maxLineLength();
                    lineFrom = tokens.from(j - 1);
                }
                long duration = tokens.end(j - 1) - tokens.start(i);
                // A single token is always a possible cue, so there is always a solution.
                if (j > i + 1 && (lines > layout.maxLines() || mustPart(tokens, j - 1, duration))) {
                    break;
                }
                double filled = (tokens.to(j - 1) - tokens.from(i)) / capacity;
                double total = before + filled * filled + (duration < CueTiming.SHORTEST ? TOO_SHORT : 0);
                if (total < cost[j - first]) {
                    cost[j - first] = total;
                    cueStart[j - first] = i;
                }
            }
        }
    }

    private static boolean mustPart(TimedWords tokens, int token, long duration) {
        return duration > CueTiming.LONGEST || tokens.start(token) - tokens.end(token - 1) >= LONG_PAUSE;
    }
}

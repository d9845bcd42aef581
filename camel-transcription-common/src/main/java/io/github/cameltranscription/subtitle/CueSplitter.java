/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Arrays;

/**
 * Splits what one speaker says into cues that the layout and the longest time of a cue allow: as few as possible, at
 * the best places, evenly filled, and never across a long pause.
 */
final class CueSplitter {

    /** Milliseconds of silence after which the next words get a cue of their own, so as not to be read too early. */
    static final long LONG_PAUSE = 2_000;

    /** The words of a cue at most, whatever the layout allows: what is searched grows with it. */
    static final int MAX_TOKENS = 500;

    private static final double IMPOSSIBLE = Double.MAX_VALUE;

    /** The penalty for a cue that is said faster than it can be noticed. */
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
     * Finds the cues of these tokens.
     *
     * @param  firstLimit the characters that a cue's first line may have; no token is longer
     * @return            for each token of the range, counted from its first, whether a cue begins there
     */
    boolean[] split(TimedWords tokens, int first, int last, int firstLimit) {
        if (fitsOneCue(tokens, first, last, firstLimit)) {
            boolean[] begins = new boolean[last - first];
            begins[0] = true;
            return begins;
        }
        findBreaks(tokens, first, last, firstLimit);
        boolean[] begins = new boolean[last - first];
        for (int end = last; end > first; end = cueStart[end - first]) {
            begins[cueStart[end - first] - first] = true;
        }
        return begins;
    }

    /** Nothing is better than a single cue, where it is possible. */
    private boolean fitsOneCue(TimedWords tokens, int first, int last, int firstLimit) {
        if (last - first > MAX_TOKENS) {
            return false;
        }
        int lines = 1;
        int limit = firstLimit;
        int lineFrom = tokens.from(first);
        for (int token = first + 1; token < last; token++) {
            if (tokens.to(token) - lineFrom > limit) {
                lines++;
                limit = layout.maxLineLength();
                lineFrom = tokens.from(token);
            }
            if (lines > layout.maxLines() || mustPart(tokens, token, tokens.end(token) - tokens.start(first))) {
                return false;
            }
        }
        return true;
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
                // A single token is a cue in any case: so there is always a way to the end.
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

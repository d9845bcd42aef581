/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.util.List;

/**
 * Aligns the words of a new connection with the known words, after some audio was sent again: the alignment has the
 * most equal words and the fewest others. The last word on either side is provisional, because the service may revise
 * it.
 */
final class WordAlignment {

    /**
     * The position where the texts are joined.
     *
     * @param known how many known words stay
     * @param again the number of words of the new connection that are already known
     * @param ambiguous whether this number may be lower, because words repeat
     */
    record Seam(int known, int again, boolean ambiguous) {}

    /**
     * The best alignment up to a word; {@code known} and {@code again} are the positions after its last equal words.
     */
    private record Path(int score, int start, int known, int again) {}

    private static final Path NO_PATH = new Path(Integer.MIN_VALUE / 2, 0, 0, 0);

    private final List<RecognizedWord> known;
    private final int first;
    private final int lastStart;
    private final boolean whole;
    private Path[] row;
    private Path complete;
    private int aligned;

    /**
     * @param first the first of them that may come again
     * @param lastStart the first of them that certainly comes again
     * @param whole whether that word comes again completely
     */
    WordAlignment(List<RecognizedWord> known, int first, int lastStart, boolean whole) {
        this.known = known;
        this.first = first;
        this.lastStart = lastStart;
        this.whole = whole;
        begin();
    }

    private void begin() {
        row = new Path[known.size() - first + 1];
        for (int i = 0; i < row.length; i++) {
            int start = first + i;
            row[i] = start <= lastStart
                    ? new Path(0, start, start, 0)
                    : new Path(lastStart - start, lastStart, lastStart, 0);
        }
        boolean nothingComes = lastStart == known.size() || whole && lastStart == known.size() - 1;
        complete = nothingComes ? row[lastStart - first] : NO_PATH;
        aligned = 0;
    }

    /**
     * Finds the seam.
     *
     * @param again the certain words of the new connection
     * @param all whether no more known words will come again
     * @return {@code null} if more words are needed
     */
    Seam find(List<RecognizedWord> again, boolean all) {
        if (again.size() < aligned) {
            begin();
        }
        while (aligned < again.size()) {
            align(again.get(aligned), aligned == 0);
        }
        Path unfinished = NO_PATH;
        for (int i = 0; i < row.length; i++) {
            if (row[i].score() > unfinished.score() && row[i].known() < known.size() - 1) {
                unfinished = row[i];
            }
        }
        boolean asGood = all && complete != NO_PATH && complete.score() == unfinished.score();
        if (complete.score() > unfinished.score() || asGood) {
            return seam(complete, complete.known(), complete.again());
        }
        if (!all) {
            return null;
        }
        if (again.isEmpty() || unfinished.score() > 0) {
            return seam(unfinished, known.size(), again.size());
        }
        // All words were recognised differently.
        return new Seam(whole ? lastStart : known.size(), 0, !whole);
    }

    private void align(RecognizedWord word, boolean isFirst) {
        Path[] next = new Path[row.length];
        aligned++;
        for (int i = 0; i < row.length; i++) {
            Path inserted = row[i];
            Path best = new Path(inserted.score() - 1, inserted.start(), inserted.known(), inserted.again());
            if (i > 0) {
                RecognizedWord before = known.get(first + i - 1);
                Path both = row[i - 1];
                boolean equal = word.isSame(before) || isFirst && word.isRestOf(before);
                if (equal && both.score() + 1 > best.score()) {
                    best = new Path(both.score() + 1, both.start(), first + i, aligned);
                } else if (!equal && both.score() - 1 > best.score()) {
                    best = new Path(both.score() - 1, both.start(), both.known(), both.again());
                }
                Path left = next[i - 1];
                if (left.score() - 1 > best.score()) {
                    best = new Path(left.score() - 1, left.start(), left.known(), left.again());
                }
            }
            next[i] = best;
        }
        row = next;
        for (int i = Math.max(0, row.length - 2); i < row.length; i++) {
            boolean equal = row[i].again() == aligned && row[i].known() == first + i;
            if (equal && row[i].score() > Math.max(0, complete.score())) {
                complete = row[i];
            }
        }
    }

    /** If words repeat, only those that certainly came again count as known, so that none is lost. */
    private Seam seam(Path path, int stay, int skip) {
        int shift = 0;
        for (int start = lastStart; start > path.start() && shift == 0; start--) {
            int period = start - path.start();
            boolean repeats = true;
            for (int i = start; repeats && i < known.size() - 1; i++) {
                repeats = known.get(i).isSame(known.get(i - period));
            }
            shift = repeats ? period : 0;
        }
        return new Seam(stay, Math.max(0, skip - shift), shift > 0);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.util.ArrayList;
import java.util.List;

/** Assigns the words that a provider lists outside of the segments (Palatine's {@code data.words}) to segments. */
final class WordAssignment {

    private WordAssignment() {}

    /** The number of earlier segments that may still overlap. */
    private static final int LOOK_BACK = 8;

    /**
     * Segments with their own words keep them. Words and segments must be in the order of time. A word belongs to the
     * last segment that has begun, or, if two people speak at once, to the segment of its speaker.
     */
    static List<Segment> assign(List<Segment> segments, List<Word> words) {
        if (words.isEmpty()
                || segments.stream().anyMatch(segment -> !segment.words().isEmpty())) {
            return segments;
        }
        List<List<Word>> wordsOf = new ArrayList<>(segments.size());
        segments.forEach(segment -> wordsOf.add(new ArrayList<>()));
        int begun = 0;
        for (Word word : words) {
            long middle = (word.start().toNanos() + word.end().toNanos()) / 2;
            while (begun + 1 < segments.size()
                    && segments.get(begun + 1).start().toNanos() <= middle) {
                begun++;
            }
            if (!segments.isEmpty()) {
                wordsOf.get(segmentOf(word, middle, segments, begun)).add(word);
            }
        }
        List<Segment> assigned = new ArrayList<>(segments.size());
        for (int i = 0; i < segments.size(); i++) {
            assigned.add(segments.get(i).withWords(wordsOf.get(i)));
        }
        return assigned;
    }

    private static int segmentOf(Word word, long middle, List<Segment> segments, int begun) {
        if (word.speaker() != null) {
            for (int i = begun; i >= Math.max(0, begun - LOOK_BACK); i--) {
                Segment segment = segments.get(i);
                if (word.speaker().equals(segment.speaker())
                        && (i == begun || segment.end().toNanos() > middle)) {
                    return i;
                }
            }
        }
        return begun;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.transcript;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives words that a provider lists beside the segments (Palatine's {@code data.words}) to the segments they belong to. */
final class WordAssignment {

    private WordAssignment() {}

    /** Segments that have words of their own keep them; words are expected in the order of time. */
    static List<Segment> assign(List<Segment> segments, List<Word> words) {
        if (words.isEmpty() || segments.stream().anyMatch(segment -> !segment.words().isEmpty())) {
            return segments;
        }
        List<Segment> assigned = new ArrayList<>(segments.size());
        int next = 0;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            Duration limit = i + 1 < segments.size() ? segments.get(i + 1).start() : null;
            int first = next;
            while (next < words.size() && (limit == null || middle(words.get(next)).compareTo(limit) < 0)) {
                next++;
            }
            assigned.add(new Segment(
                    segment.start(), segment.end(), segment.speaker(), segment.text(), words.subList(first, next)));
        }
        return assigned;
    }

    private static Duration middle(Word word) {
        return word.start().plus(word.end()).dividedBy(2);
    }
}

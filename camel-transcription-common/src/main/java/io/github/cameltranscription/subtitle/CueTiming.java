/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Arranges cues one after another. A cue begins with its words. If two people speak at once, the earlier cue ends when
 * the later one begins, but not before the shortest time of a cue; then the later one begins after that. A cue that is
 * too short to read is extended into the silence after it.
 */
final class CueTiming {

    /** The minimum time of a cue in milliseconds, if the next one permits it: 5/6 of a second. */
    static final long SHORTEST = 833;

    /** The maximum time of a cue in milliseconds. */
    static final long LONGEST = 7_000;

    /** The reading speed in characters a second. */
    private static final long READING_SPEED = 17;

    private CueTiming() {}

    /** The reading time of a number of characters in milliseconds. */
    static long readingTime(int characters) {
        return (characters * 1_000L + READING_SPEED - 1) / READING_SPEED;
    }

    /**
     * Sorts cues by time and repairs their times: none is empty, overlapping or too long.
     *
     * @param cues in spoken order if known; cues that begin together keep their order
     * @param recording the length of the recording in milliseconds, beyond which no cue is extended; {@link
     *     Long#MAX_VALUE} if unknown
     */
    static void arrange(List<Cue> cues, long recording) {
        if (IntStream.range(1, cues.size())
                .anyMatch(i -> cues.get(i).start() < cues.get(i - 1).start())) {
            keepOrderOfSpeakers(cues);
            cues.sort(Comparator.comparingLong(Cue::start));
        }
        long free = 0;
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            long length = cue.end() > cue.start() ? cue.end() - cue.start() : SHORTEST;
            long start = Math.max(cue.start(), free);
            long spokenEnd = Math.max(cue.start() + length, start + Math.min(length, SHORTEST));
            long comfortable = start + Math.max(SHORTEST, readingTime(cue.text().length()));
            long wanted = Math.max(spokenEnd, Math.min(comfortable, recording));
            long end = Math.min(wanted, start + LONGEST);
            if (i + 1 < cues.size()) {
                free = Math.max(cues.get(i + 1).start(), Math.min(spokenEnd, start + SHORTEST));
                end = Math.min(end, free);
            }
            if (start != cue.start() || end != cue.end()) {
                cues.set(i, cue.at(start, end));
            }
        }
    }

    /** Keeps the sentences of one speaker in order if their times overlap. */
    private static void keepOrderOfSpeakers(List<Cue> cues) {
        Map<String, Long> earliest = new HashMap<>();
        for (int i = 0; i < cues.size(); i++) {
            Cue cue = cues.get(i);
            long start = Math.max(cue.start(), earliest.getOrDefault(cue.speaker(), 0L));
            if (start > cue.start()) {
                cues.set(i, cue.at(start, Math.max(cue.end(), start)));
            }
            earliest.put(cue.speaker(), start);
        }
    }
}

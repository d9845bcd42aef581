/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts cues one after another. A cue begins when its words begin. Where two speak at once, the earlier cue is cut when
 * the later one begins; only if that would leave it less than the shortest time, the later one waits for so long. In
 * return, a cue that is too quick to read stays on through the silence after it.
 */
final class CueTiming {

    /** Milliseconds that a cue is shown at least, where the next one leaves the time: 5/6 of a second. */
    static final long SHORTEST = 833;

    /** Milliseconds that a cue is shown at most. */
    static final long LONGEST = 7_000;

    /** Characters that are read in a second. */
    private static final long READING_SPEED = 17;

    private CueTiming() {}

    /** Milliseconds that it takes to read so many characters. */
    static long readingTime(int characters) {
        return (characters * 1_000L + READING_SPEED - 1) / READING_SPEED;
    }

    /**
     * Puts these cues into the order of their times, none empty, overlapping or longer than allowed.
     *
     * @param cues      in the order in which they are said, as far as that is known; cues that begin together keep it
     * @param recording the length of the recording in milliseconds, beyond which nothing is stretched for reading;
     *                  {@link Long#MAX_VALUE} if unknown
     */
    static void arrange(List<Cue> cues, long recording) {
        if (!isSorted(cues)) {
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

    /** Lets no speaker say a later sentence before an earlier one, where a speaker's own times overlap. */
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

    private static boolean isSorted(List<Cue> cues) {
        for (int i = 1; i < cues.size(); i++) {
            if (cues.get(i).start() < cues.get(i - 1).start()) {
                return false;
            }
        }
        return true;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.util.List;

/**
 * Where a connection that was made anew, with some of the audio sent again, says again what an earlier one has said. The
 * words decide; where they fit in several ways, as with the same word several times, when they came.
 */
final class Overlap {

    /** The words cannot be told yet from those of before: more of them must come. */
    static final int UNDECIDED = -1;

    private static final int NO_MATCH = -2;

    /** By how many blocks the same word may come sooner or later the second time. */
    private static final long TOLERANCE = 2;

    private final List<SpokenWord> known;
    private final int expected;
    private final boolean fromBeginning;

    private Overlap(List<SpokenWord> known, int expected, boolean fromBeginning) {
        this.known = known;
        this.expected = expected;
        this.fromBeginning = fromBeginning;
    }

    /** Nothing comes again. */
    static Overlap none() {
        return new Overlap(List.of(), 0, false);
    }

    /** All words come again, because all audio is sent again. */
    static Overlap ofAll(List<SpokenWord> known) {
        return new Overlap(List.copyOf(known), known.size(), true);
    }

    /**
     * Some words come again.
     *
     * @param all   the words of before in their order
     * @param block the first block of audio that is sent again
     */
    static Overlap from(List<SpokenWord> all, long block) {
        int first = all.size();
        while (first > 0 && all.get(first - 1).moment().latestBlock() > block) {
            first--;
        }
        List<SpokenWord> known = List.copyOf(all.subList(first, all.size()));
        int expected = (int) known.stream()
                .filter(word -> word.moment().likelyBlock() > block)
                .count();
        return new Overlap(known, expected, false);
    }

    /**
     * How many words are known already.
     *
     * @param  again    the words of the new connection so far
     * @param  complete whether no more will come
     * @return          how many to pass over, or {@link #UNDECIDED}
     */
    int skip(List<SpokenWord> again, boolean complete) {
        if (known.isEmpty()) {
            return 0;
        }
        if (fromBeginning) {
            return again.size() > known.size() ? known.size() : complete ? again.size() : UNDECIDED;
        }
        if (again.isEmpty()) {
            return complete ? 0 : UNDECIDED;
        }
        boolean last = complete || isPast(again.get(again.size() - 1));
        for (int fragment = 0; fragment <= 1; fragment++) {
            int skip = skip(again, fragment, last);
            if (skip != NO_MATCH) {
                return skip;
            }
        }
        if (again.size() == 1 && !last) {
            // It may be the rest of a word that was begun before.
            return UNDECIDED;
        }
        return isOnlyFragment(again) ? 1 : wordsOfKnownSpeech(again);
    }

    /** The longest match, or, where words repeat, one that is so many repetitions shorter. */
    private int skip(List<SpokenWord> again, int fragment, boolean last) {
        int longest = NO_MATCH;
        int compared = 0;
        for (int length = known.size(); length > 0; length--) {
            int enough = Math.min(length, again.size() - fragment);
            if (!matches(again, fragment, length, enough)) {
                continue;
            }
            if (enough < length && !last) {
                return UNDECIDED;
            }
            if (longest == NO_MATCH) {
                longest = length;
                compared = enough;
            } else if (longest - length <= longest / 2) {
                return fragment + Math.min(compared, closestToExpected(longest, longest - length));
            } else {
                break;
            }
        }
        return longest == NO_MATCH ? NO_MATCH : fragment + compared;
    }

    private int closestToExpected(int longest, int period) {
        int closest = longest;
        while (closest - period > 0 && Math.abs(closest - period - expected) < Math.abs(closest - expected)) {
            closest -= period;
        }
        return closest;
    }

    private boolean matches(List<SpokenWord> again, int fragment, int length, int compared) {
        if (compared == 0) {
            return false;
        }
        int first = known.size() - length;
        if (fragment == 1 && length < 2 && (first == 0 || !isFragment(again.get(0), known.get(first - 1)))) {
            return false;
        }
        for (int i = 0; i < compared; i++) {
            if (!isSame(known.get(first + i), again.get(fragment + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(SpokenWord before, SpokenWord now) {
        return before.letters().equals(now.letters()) && isAtTheSameTime(before, now);
    }

    private static boolean isAtTheSameTime(SpokenWord before, SpokenWord now) {
        return before.moment().earliestBlock() - TOLERANCE <= now.moment().latestBlock()
                && now.moment().earliestBlock() <= before.moment().latestBlock() + TOLERANCE;
    }

    /** Of a word that others follow, the rest can be alone only because these have not come again yet. */
    private boolean isOnlyFragment(List<SpokenWord> again) {
        SpokenWord now = again.get(0);
        int first = again.size() > 1 ? known.size() - 1 : 0;
        return known.subList(first, known.size()).stream()
                .anyMatch(before -> isFragment(now, before) && isAtTheSameTime(before, now));
    }

    /** Audio that begins in the middle of a word gives the rest of it. */
    private static boolean isFragment(SpokenWord now, SpokenWord before) {
        return before.letters().length() > now.letters().length()
                && before.letters().endsWith(now.letters());
    }

    private boolean isPast(SpokenWord now) {
        return now.moment().earliestBlock()
                > known.get(known.size() - 1).moment().latestBlock() + TOLERANCE;
    }

    /** Recognised otherwise than the first time: what lies no later than the last known word is the same speech. */
    private int wordsOfKnownSpeech(List<SpokenWord> again) {
        SpokenWord last = known.get(known.size() - 1);
        int same = 0;
        while (same < again.size()
                && again.get(same).moment().latestBlock() <= last.moment().earliestBlock()) {
            same++;
        }
        return same > 0 && same < again.size() && isSame(last, again.get(same)) ? same + 1 : same;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The words of one connection. A partial repeats the text of the utterance, and may revise its last words; after a pause
 * the service may begin a new utterance, whose text begins anew.
 */
final class ConnectionText {

    private static final long PAUSE = Duration.ofMillis(800).toNanos();

    /** The same pause for audio that is processed faster than real time. */
    private static final long SHORT_PAUSE = Duration.ofMillis(100).toNanos();

    private final List<RecognizedWord> words = new ArrayList<>();
    private int utterance;
    private String utteranceText = "";
    private long begin;

    /** The service repeats earlier text in {@code chunk_text}, so that it cannot be used. */
    private boolean chunksRepeat;

    /** Another connection begins with audio from this position. */
    void begin(long position) {
        words.clear();
        utterance = 0;
        utteranceText = "";
        begin = position;
    }

    /** All words so far. */
    List<RecognizedWord> words() {
        return words;
    }

    /** The service's own text if there is only one utterance; else {@code null}. */
    String text() {
        return utterance == 0 ? utteranceText : null;
    }

    /**
     * Applies a partial.
     *
     * @param fullText the text of the utterance; {@code null} or empty if the partial does not have it
     * @param processed audio before this position belongs to earlier words
     * @return the number of unchanged words
     */
    int hear(String chunkText, String fullText, WordArrival arrival, long processed) {
        boolean full = fullText != null && !fullText.isBlank();
        String said = full ? fullText : (utteranceText + " " + chunkText).strip();
        int known = words.size();
        boolean pause = isAfterPause(arrival);
        boolean allNew = full && said.equals(chunkText) && !utteranceText.isEmpty();
        boolean longer = said.startsWith(utteranceText) && isWordBoundary(said, utteranceText.length());
        chunksRepeat |= allNew && longer && !pause && said.length() > utteranceText.length();
        allNew &= !chunksRepeat;
        String rest;
        if (longer && !(allNew && pause)) {
            rest = said.substring(utteranceText.length());
        } else {
            int position = 0;
            known = utterance;
            while (known < words.size()
                    && isWordAt(said, position, words.get(known).text())) {
                position += words.get(known++).text().length();
                while (position < said.length() && Character.isWhitespace(said.charAt(position))) {
                    position++;
                }
            }
            rest = said.substring(position);
            if (isNewUtterance(known, split(rest, arrival), allNew, pause, arrival.paced())) {
                known = words.size();
                utterance = known;
                rest = said;
            } else {
                words.subList(known, words.size()).clear();
            }
        }
        utteranceText = said;
        append(rest, arrival, processed);
        return known;
    }

    private void append(String text, WordArrival arrival, long processed) {
        for (RecognizedWord word : split(text, arrival)) {
            long after = words.isEmpty() ? begin : words.get(words.size() - 1).earliestEnd();
            words.add(RecognizedWord.of(word.text(), arrival, after, processed));
        }
    }

    private static List<RecognizedWord> split(String text, WordArrival arrival) {
        List<RecognizedWord> split = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean blank = i == text.length() || Character.isWhitespace(text.charAt(i));
            if (!blank && start < 0) {
                start = i;
            } else if (blank && start >= 0) {
                split.add(RecognizedWord.of(text.substring(start, i), arrival, 0, 0));
                start = -1;
            }
        }
        return split;
    }

    private static boolean isWordAt(String text, int position, String word) {
        return text.startsWith(word, position) && isWordBoundary(text, position + word.length());
    }

    /**
     * A revision keeps most words, or changes only the last one. A new utterance has only new words, or comes after a
     * pause.
     */
    private boolean isNewUtterance(int known, List<RecognizedWord> rest, boolean allNew, boolean pause, boolean paced) {
        List<RecognizedWord> others = words.subList(known, words.size());
        int equal = known - utterance;
        int before = equal + others.size();
        int now = equal + rest.size();
        if (before == 0 || now == 0 || !allNew && !pause) {
            return false;
        }
        int same = 0;
        while (same < Math.min(others.size(), rest.size()) && others.get(same).isSame(rest.get(same))) {
            same++;
        }
        int changed = others.size() - same;
        if (changed == 0) {
            return pause && allNew;
        }
        if (changed == 1) {
            return before == 1
                    ? pause && paced
                            || !isForm(others.get(0).letters(), rest.get(0).letters())
                    : allNew && same == rest.size();
        }
        Set<String> letters = rest.stream().map(RecognizedWord::letters).collect(Collectors.toCollection(HashSet::new));
        long kept = equal
                + others.stream()
                        .filter(word -> letters.contains(word.letters()))
                        .count();
        return kept * 2 < before || allNew && now * 2 <= before;
    }

    /** Whether one word may be a form of the other: most of the shorter one, from its beginning, is the same. */
    private static boolean isForm(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        return one.regionMatches(0, other, 0, (2 * shorter + 2) / 3);
    }

    private boolean isAfterPause(WordArrival arrival) {
        if (words.isEmpty()) {
            return false;
        }
        WordArrival last = words.get(words.size() - 1).arrival();
        long pause = arrival.clock() - last.clock();
        return pause >= (arrival.paced() ? PAUSE : SHORT_PAUSE);
    }

    private static boolean isWordBoundary(String text, int position) {
        return position == 0 || position == text.length() || Character.isWhitespace(text.charAt(position));
    }
}

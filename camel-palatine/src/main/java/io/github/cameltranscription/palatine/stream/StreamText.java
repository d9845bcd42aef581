/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The text of a session: what the partials of each connection say, joined where a connection had to be made anew. */
final class StreamText {

    private final List<SpokenWord> earlier = new ArrayList<>();
    private String earlierText = "";
    private final List<SpokenWord> current = new ArrayList<>();
    private String currentText = "";
    private Overlap overlap = Overlap.none();
    private int skipped;
    private int changedFrom;

    /**
     * A connection broke, and another one gets the audio from this block on.
     *
     * @param block         from the beginning of the session
     * @param fromBeginning whether that is the beginning, because the audio cannot be begun elsewhere
     */
    void reconnecting(long block, boolean fromBeginning) {
        finish();
        keepCurrent();
        overlap = fromBeginning ? Overlap.ofAll(earlier) : Overlap.from(earlier, block);
        skipped = Overlap.UNDECIDED;
    }

    private void keepCurrent() {
        earlierText = text();
        earlier.addAll(visible());
        current.clear();
        currentText = "";
        changedFrom = 0;
    }

    /**
     * Takes what a partial says.
     *
     * @param  chunkText what is new
     * @param  fullText  everything on this connection, or {@code null} if it does not say
     * @param  moment    when it came
     * @return           whether there is something new for the user
     */
    boolean hear(String chunkText, String fullText, Moment moment) {
        String said = fullText != null ? fullText : (currentText + " " + chunkText).strip();
        int known = take(said, moment);
        if (skipped == Overlap.UNDECIDED) {
            skipped = overlap.skip(current, false);
            changedFrom = Math.max(0, skipped);
        } else {
            changedFrom = Math.max(known, skipped);
        }
        return skipped != Overlap.UNDECIDED && changedFrom < current.size();
    }

    /** Gives the number of words that are as they were. */
    private int take(String said, Moment moment) {
        int known = current.size();
        String rest;
        if (said.startsWith(currentText) && isWordBoundary(said, currentText.length())) {
            rest = said.substring(currentText.length());
        } else {
            String[] words = said.split("\\s+");
            known = 0;
            while (known < current.size()
                    && known < words.length
                    && current.get(known).text().equals(words[known])) {
                known++;
            }
            current.subList(known, current.size()).clear();
            rest = String.join(" ", List.of(words).subList(known, words.length));
        }
        for (String word : rest.split("\\s+")) {
            if (!word.isEmpty()) {
                current.add(new SpokenWord(word, moment));
            }
        }
        currentText = said;
        return known;
    }

    private static boolean isWordBoundary(String text, int position) {
        return position == 0 || position == text.length() || Character.isWhitespace(text.charAt(position));
    }

    /** No more words will come on this connection. */
    void finish() {
        if (skipped == Overlap.UNDECIDED) {
            skipped = overlap.skip(current, true);
        }
    }

    /** What the last partial brought. */
    String changedText() {
        return join(current.subList(changedFrom, current.size()));
    }

    /** Where that begins; where the text before it ends. */
    Duration changedAfter() {
        SpokenWord before = changedFrom > 0
                ? current.get(changedFrom - 1)
                : earlier.isEmpty() ? null : earlier.get(earlier.size() - 1);
        return before == null ? Duration.ZERO : before.moment().sent();
    }

    /** Everything so far. */
    String text() {
        if (earlier.isEmpty() && skipped == 0) {
            return currentText;
        }
        String tail = join(visible());
        return earlierText.isEmpty() || tail.isEmpty() ? earlierText + tail : earlierText + " " + tail;
    }

    /** All words so far. */
    List<SpokenWord> words() {
        List<SpokenWord> all = new ArrayList<>(earlier);
        all.addAll(visible());
        return all;
    }

    private List<SpokenWord> visible() {
        return skipped == Overlap.UNDECIDED
                ? List.of()
                : current.subList(Math.min(skipped, current.size()), current.size());
    }

    private static String join(List<SpokenWord> words) {
        StringBuilder joined = new StringBuilder();
        for (SpokenWord word : words) {
            joined.append(joined.isEmpty() ? "" : " ").append(word.text());
        }
        return joined.toString();
    }
}

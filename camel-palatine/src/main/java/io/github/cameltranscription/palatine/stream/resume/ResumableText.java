/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a session over all its connections. Its methods are the events of a session, in order. From them it
 * computes what must be sent again after a cut, and where the text of the new connection continues. No word is lost.
 * Positions are nanoseconds of audio from the beginning of the session.
 */
public final class ResumableText {

    /**
     * The longest word. Audio is sent again from this much earlier, so that it does not begin in the middle of a needed
     * word.
     */
    private static final long WORD = Duration.ofMillis(1200).toNanos();

    /** The maximum of additional audio that is sent again until the first words do not repeat. */
    private static final long LONGEST_CONTEXT = Duration.ofSeconds(30).toNanos();

    /** The maximum number of words that are checked for repetition at each partial. */
    private static final int LONGEST_PHRASE = 24;

    /** A time over which audio is sent no faster than it is spoken. */
    private static final long PACING_WINDOW = Duration.ofSeconds(1).toNanos();

    private static final long PACING_TOLERANCE = Duration.ofMillis(600).toNanos();

    private final boolean timed;
    private final ProcessedAudio audio = new ProcessedAudio();
    private final ConnectionText current = new ConnectionText();
    private final List<RecognizedWord> earlier = new ArrayList<>();
    private String earlierText = "";
    private WordAlignment alignment;
    private int skipped;
    private int changedFrom;
    private int ambiguousSeams;

    private boolean started;
    private boolean sending;
    private long begin;
    private long sent;
    private long startTime;
    private long windowTime;
    private long windowSent;
    private long lastWindowTime;
    private long lastWindowSent;
    private boolean paced = true;

    /**
     * @param timed whether a number of bytes is a duration, so that audio can be sent from any position; otherwise all
     *     is sent again, or nothing
     */
    public ResumableText(boolean timed) {
        this.timed = timed;
    }

    /** A connection is ready for audio, from the position of {@link #cut}. */
    public void connected(long now) {
        sent = begin;
        audio.connected(begin, now);
        current.begin(begin);
        sending = false;
    }

    /** Audio up to this position has been sent. */
    public void sent(long position, long now) {
        if (!started) {
            started = true;
            startTime = now;
        }
        if (!sending || now - windowTime >= PACING_WINDOW) {
            lastWindowTime = sending ? windowTime : now;
            lastWindowSent = sending ? windowSent : sent;
            windowTime = now;
            windowSent = sent;
            sending = true;
        }
        sent = position;
        paced = sent - lastWindowSent <= now - lastWindowTime + PACING_TOLERANCE;
    }

    /**
     * The service has received all audio before this position.
     *
     * @param asked the time of the ping that it has answered
     */
    public void taken(long position, long asked, long now) {
        audio.taken(position, asked, now);
    }

    /** Reading was resumed after a pause: the service may have sent messages in between. */
    public void readingResumed(long now) {
        audio.readingResumed(now);
    }

    /**
     * A partial has arrived.
     *
     * @param fullText the text of the utterance; {@code null} or empty if the partial does not have it
     * @return whether the text has changed
     */
    public boolean heard(String chunkText, String fullText, long now) {
        WordArrival arrival =
                new WordArrival(timed ? sent : WordArrival.UNKNOWN, started ? now - startTime : 0, timed && paced);
        int known = current.hear(chunkText, fullText, arrival, processed());
        if (alignment == null) {
            changedFrom = Math.max(known, skipped);
            return changedFrom < current.words().size();
        }
        boolean past = timed
                && !earlier.isEmpty()
                && processed() > last(earlier).arrival().sent();
        List<RecognizedWord> words = current.words();
        join(alignment.find(past ? words : words.subList(0, Math.max(0, words.size() - 1)), past), false);
        changedFrom = skipped;
        return alignment == null && skipped < words.size();
    }

    /** This connection gives no more words. */
    public void finished() {
        if (alignment != null) {
            join(alignment.find(current.words(), true), true);
        }
    }

    private void join(WordAlignment.Seam seam, boolean finished) {
        if (seam == null) {
            return;
        }
        boolean nothingNew = finished && seam.again() >= current.words().size();
        alignment = null;
        skipped = seam.again();
        ambiguousSeams += seam.ambiguous() ? 1 : 0;
        if (seam.known() < earlier.size() && !nothingNew) {
            earlier.subList(seam.known(), earlier.size()).clear();
            earlierText = join(earlier);
        }
    }

    /**
     * The connection has broken.
     *
     * @param keptFrom audio before this position is no longer available
     * @param widely whether additional audio may be sent again, to distinguish repeated words
     * @return the position from which audio must be sent again, or -1 if it is no longer available
     */
    public long cut(long keptFrom, boolean widely) {
        long done = alignment == null ? done() : begin;
        if (done < keptFrom) {
            return -1;
        }
        if (alignment == null) {
            begin = Math.max(keptFrom, needed(done, widely ? count() : 0));
            keepCurrent();
        }
        skipped = 0;
        changedFrom = 0;
        current.begin(begin);
        alignment = alignment();
        return begin;
    }

    private WordAlignment alignment() {
        int first = 0;
        int lastStart = 0;
        if (timed) {
            first = earlier.size();
            while (first > 0 && earlier.get(first - 1).arrival().sent() > begin) {
                first--;
            }
            lastStart = first;
            while (lastStart < earlier.size() && earlier.get(lastStart).earliestEnd() <= begin) {
                lastStart++;
            }
        }
        long before = lastStart == 0 ? 0 : earlier.get(lastStart - 1).earliestEnd();
        boolean longAfter = lastStart < earlier.size() && earlier.get(lastStart).earliestEnd() - begin >= WORD;
        return new WordAlignment(List.copyOf(earlier), first, lastStart, !timed || begin == before || longAfter);
    }

    private void keepCurrent() {
        List<RecognizedWord> words = current.words();
        // The repeated words narrow down the positions of the known words.
        for (int i = 1; i <= Math.min(skipped, earlier.size()); i++) {
            RecognizedWord again = words.get(skipped - i);
            int index = earlier.size() - i;
            if (!again.isSame(earlier.get(index))) {
                break;
            }
            earlier.set(index, earlier.get(index).endingAfter(again.earliestEnd()));
        }
        if (skipped < words.size()) {
            earlierText = text();
            long end = earlier.isEmpty() ? 0 : last(earlier).earliestEnd();
            for (RecognizedWord word : words.subList(skipped, words.size())) {
                earlier.add(word.following(end));
                end = last(earlier).earliestEnd();
            }
        }
    }

    /** Audio before this position will never be sent again. */
    public long neededFrom() {
        return alignment != null ? begin : needed(done(), LONGEST_PHRASE);
    }

    /** The earliest beginning of the next word that is unknown or may be revised. */
    private long done() {
        if (!timed) {
            return 0;
        }
        int words = count();
        return Math.max(
                Math.max(begin, audio.position() - WORD),
                words < 2 ? 0 : word(words - 2).earliestEnd());
    }

    /** The repeated words must be long enough to be found. */
    private long needed(long done, int longestPhrase) {
        int words = count();
        if (!timed || words == 0 || word(words - 1).arrival().sent() <= done) {
            return done;
        }
        int anchor = Math.max(0, Math.min(words - 2, unlikeWhatFollows(words - 1, longestPhrase)));
        long from = anchor == 0 ? 0 : word(anchor - 1).earliestEnd();
        return Math.max(done - LONGEST_CONTEXT, Math.min(done, from));
    }

    /** The last word from which the alignment is unambiguous. */
    private int unlikeWhatFollows(int words, int longestPhrase) {
        int unlike = words - 1;
        for (int period = 1; period <= Math.min(longestPhrase, words - 1); period++) {
            int i = words - 1 - period;
            while (i >= 0 && i + period > words - 1 - 4 * LONGEST_PHRASE && word(i).isSame(word(i + period))) {
                i--;
            }
            unlike = Math.min(unlike, i + period);
        }
        return unlike;
    }

    /** The last word so far; there must be one. */
    public RecognizedWord last() {
        return word(count() - 1);
    }

    /** The number of joins with several possible alignments, which may have doubled words. */
    public int ambiguousSeams() {
        return ambiguousSeams;
    }

    /** The number of words so far. */
    public int count() {
        return earlier.size() + (alignment == null ? Math.max(0, current.words().size() - skipped) : 0);
    }

    private RecognizedWord word(int index) {
        return index < earlier.size() ? earlier.get(index) : current.words().get(index - earlier.size() + skipped);
    }

    /** The position before which the service has certainly processed all audio. */
    public long processed() {
        return timed ? audio.position() : 0;
    }

    /** The words of the last partial. */
    public String changedText() {
        return join(current.words().subList(changedFrom, current.words().size()));
    }

    /** The word before those of the last partial, or {@code null}. */
    public RecognizedWord changedAfter() {
        if (changedFrom > skipped) {
            return current.words().get(changedFrom - 1);
        }
        return earlier.isEmpty() ? null : last(earlier);
    }

    /** The text so far. */
    public String text() {
        if (earlier.isEmpty() && skipped == 0 && current.text() != null) {
            return alignment == null ? current.text() : "";
        }
        List<RecognizedWord> words = current.words();
        String tail = alignment != null ? "" : join(words.subList(Math.min(skipped, words.size()), words.size()));
        return earlierText.isEmpty() || tail.isEmpty() ? earlierText + tail : earlierText + " " + tail;
    }

    /** All words so far. */
    public List<RecognizedWord> words() {
        List<RecognizedWord> all = new ArrayList<>(earlier);
        if (alignment == null) {
            List<RecognizedWord> words = current.words();
            all.addAll(words.subList(Math.min(skipped, words.size()), words.size()));
        }
        return all;
    }

    private static RecognizedWord last(List<RecognizedWord> words) {
        return words.get(words.size() - 1);
    }

    private static String join(List<RecognizedWord> words) {
        StringBuilder joined = new StringBuilder();
        for (RecognizedWord word : words) {
            joined.append(joined.isEmpty() ? "" : " ").append(word.text());
        }
        return joined.toString();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Word;

/**
 * Makes segments of a session's words. The service gives no times: a word was said before it came, and the audio sent by
 * then is the best there is. Where audio was sent faster than it was spoken, the words are placed as if the service had
 * worked at a steady speed.
 */
final class StreamSegments {

    /** A pause as long as this begins a new segment. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How long a letter takes at most; what is longer is silence. */
    private static final Duration LETTER = Duration.ofMillis(90);

    private final Duration length;
    private final Duration worked;
    private final List<Segment> segments = new ArrayList<>();
    private List<Word> open = new ArrayList<>();
    private Duration free = Duration.ZERO;

    private StreamSegments(Duration length, Duration worked) {
        this.length = length;
        this.worked = worked;
    }

    /**
     * Makes segments.
     *
     * @param words  in their order
     * @param length of all audio
     * @param worked from the first audio to the end
     */
    static List<Segment> of(List<SpokenWord> words, Duration length, Duration worked) {
        StreamSegments segments = new StreamSegments(length, worked);
        for (int first = 0, next; first < words.size(); first = next) {
            next = first + 1;
            while (next < words.size()
                    && words.get(next).moment() == words.get(first).moment()) {
                next++;
            }
            segments.add(words.subList(first, next));
        }
        segments.close();
        return segments.segments;
    }

    private void add(List<SpokenWord> together) {
        Duration end = later(free, endOf(together.get(0).moment()));
        long letters = together.stream()
                .mapToLong(word -> Math.max(1, word.text().length()))
                .sum();
        Duration spoken = later(CoveredAudio.BLOCK, LETTER.multipliedBy(letters));
        Duration start = later(free, end.minus(spoken));
        if (start.compareTo(free.plus(PAUSE)) > 0) {
            close();
        }
        long nanos = end.minus(start).toNanos();
        long before = 0;
        for (SpokenWord word : together) {
            long after = before + Math.max(1, word.text().length());
            open.add(new Word(
                    start.plusNanos(nanos * before / letters),
                    start.plusNanos(nanos * after / letters),
                    null,
                    word.text(),
                    null));
            before = after;
            if (word.endsSentence()) {
                close();
            }
        }
        free = end;
    }

    private Duration endOf(Moment moment) {
        if (moment.paced()) {
            return earlier(moment.sent(), length);
        }
        double share =
                worked.isZero() ? 1 : Math.min(1, (double) moment.arrived().toNanos() / worked.toNanos());
        Duration steady = Duration.ofNanos((long) (length.toNanos() * share));
        if (moment.latestBlock() == Moment.UNKNOWN) {
            return steady;
        }
        Duration earliest = CoveredAudio.BLOCK.multipliedBy(moment.earliestBlock());
        return earlier(later(earliest, earlier(steady, moment.sent())), length);
    }

    private void close() {
        if (!open.isEmpty()) {
            String text = String.join(" ", open.stream().map(Word::text).toList());
            segments.add(
                    new Segment(open.get(0).start(), open.get(open.size() - 1).end(), null, text, open));
            open = new ArrayList<>();
        }
    }

    private static Duration later(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.github.cameltranscription.palatine.stream.resume.RecognizedWord;
import io.github.cameltranscription.palatine.stream.resume.WordArrival;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Word;

/**
 * Makes segments of a session's words. The service gives no times, so the end of a word is estimated by the audio that
 * had been sent when it arrived. If audio was sent faster than it was spoken, the words are placed as if the service
 * worked at a steady speed.
 */
final class StreamSegments {

    /** The block size of the service (palatine-streaming.ru.txt). */
    private static final Duration BLOCK = Duration.ofMillis(300);

    /** A pause as long as this begins a new segment. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The longest time of a letter; the rest is silence. */
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
     * @param words in order
     * @param length of all audio
     * @param worked the time from the first audio to the end
     */
    static List<Segment> of(List<RecognizedWord> words, Duration length, Duration worked) {
        StreamSegments segments = new StreamSegments(length, worked);
        for (int first = 0, next; first < words.size(); first = next) {
            next = first + 1;
            while (next < words.size()
                    && words.get(next).arrival() == words.get(first).arrival()) {
                next++;
            }
            segments.add(words.subList(first, next));
        }
        segments.close();
        return segments.segments;
    }

    private void add(List<RecognizedWord> together) {
        Duration end = later(free, endOf(together.get(0)));
        long letters = together.stream()
                .mapToLong(word -> Math.max(1, word.text().length()))
                .sum();
        Duration spoken = later(BLOCK, LETTER.multipliedBy(letters));
        Duration start = later(free, end.minus(spoken));
        // If audio is sent faster than it is spoken, a slow machine may have caused the gap.
        if (together.get(0).arrival().paced() && start.compareTo(free.plus(PAUSE)) > 0) {
            close();
        }
        long nanos = end.minus(start).toNanos();
        long before = 0;
        for (RecognizedWord word : together) {
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

    private Duration endOf(RecognizedWord word) {
        WordArrival arrival = word.arrival();
        Duration sent = timeOf(arrival, arrival.sent() >= length.toNanos());
        if (arrival.paced()) {
            return earlier(sent, length);
        }
        double share = worked.isZero() ? 1 : Math.min(1, (double) arrival.clock() / worked.toNanos());
        Duration steady = Duration.ofNanos((long) (length.toNanos() * share));
        if (arrival.sent() == WordArrival.UNKNOWN) {
            return steady;
        }
        return earlier(later(Duration.ofNanos(word.earliestEnd()), earlier(steady, sent)), length);
    }

    /**
     * The position up to which the service can have recognised words when they arrive: the audio sent in whole blocks.
     *
     * @param all whether all audio had been sent, with a last block that may be shorter
     */
    static Duration timeOf(WordArrival arrival, boolean all) {
        if (arrival.sent() == WordArrival.UNKNOWN) {
            return Duration.ofNanos(arrival.clock());
        }
        long blocks = arrival.sent() / BLOCK.toNanos();
        Duration whole = later(BLOCK, BLOCK.multipliedBy(blocks));
        Duration sent = Duration.ofNanos(arrival.sent());
        return all ? sent : earlier(whole, sent);
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

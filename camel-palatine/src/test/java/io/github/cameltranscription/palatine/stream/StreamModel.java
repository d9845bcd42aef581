/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A session and its service without network and clock. The service hears spoken words in blocks of 300 ms, at 0.19 of
 * the time that they take, and of a word in whose middle a connection begins the letters that are left. Time is virtual.
 */
final class StreamModel {

    private static final StreamFormat FORMAT = new StreamFormat(StreamCodec.LINEAR16, 16_000, 1);
    private static final long BLOCK_SIZE = FORMAT.bytesIn(CoveredAudio.BLOCK);
    /** As many as a session sends again. */
    private static final long BLOCKS_BEFORE = 4;

    private static final double SPEED = 0.19;
    private static final long NANOS = 1_000_000;

    /** A word and its times in milliseconds. */
    record Spoken(String text, long start, long end) {}

    private record Event(double millis, int sent, String fullText, String chunkText) {}

    private final List<Spoken> speech;
    private final long length;
    private final boolean paced;
    private final int chunkSize;
    private boolean partialsOfSilence;
    private boolean fullTexts = true;
    private double latency = 80;

    private final StreamText text = new StreamText();
    private final CoveredAudio covered = new CoveredAudio();
    private final List<String> partials = new ArrayList<>();
    private double now;
    private double firstSentAt = -1;
    private long sent;
    private boolean endSent;

    StreamModel(List<Spoken> speech, boolean paced, Duration chunk) {
        this.speech = List.copyOf(speech);
        this.length = FORMAT.bytesIn(Duration.ofMillis(
                        speech.isEmpty() ? 0 : speech.get(speech.size() - 1).end()))
                + FORMAT.bytesIn(Duration.ofMillis(450));
        this.paced = paced;
        this.chunkSize = FORMAT.chunkSize(chunk);
    }

    /** The service sends a partial for blocks without words too. */
    StreamModel withPartialsOfSilence(boolean wanted) {
        partialsOfSilence = wanted;
        return this;
    }

    /** The service leaves {@code full_text} out. */
    StreamModel withoutFullTexts(boolean wanted) {
        fullTexts = !wanted;
        return this;
    }

    StreamModel withLatency(double millis) {
        latency = millis;
        return this;
    }

    /** Words of so many letters that no two end alike, with pauses, some of them long. */
    static List<Spoken> speech(Random random, int words) {
        List<Spoken> speech = new ArrayList<>();
        long at = random.nextInt(400);
        for (int i = 0; i < words; i++) {
            long spoken = 150 + random.nextInt(450);
            speech.add(new Spoken(word(random, i), at, at + spoken));
            at += spoken + 20 + random.nextInt(300);
            if (random.nextInt(8) == 0) {
                at += random.nextInt(15_000);
            }
        }
        return speech;
    }

    private static String word(Random random, int number) {
        StringBuilder word = new StringBuilder();
        for (int letters = 1 + random.nextInt(5); letters > 0; letters--) {
            word.append((char) ('а' + random.nextInt(32)));
        }
        return word.append(number).toString();
    }

    /** Holds the session until it is over, with the connection cut so many milliseconds after it was made, each time. */
    String hear(List<Double> cuts) {
        for (double cut : cuts) {
            if (connection(now + cut)) {
                return text.text();
            }
            now += 150;
            goBack();
        }
        connection(Double.MAX_VALUE);
        return text.text();
    }

    /** How long it takes where nothing is cut. */
    double duration() {
        return paced ? length * 1000.0 / FORMAT.bytesIn(Duration.ofSeconds(1)) : 1000;
    }

    List<String> partials() {
        return partials;
    }

    List<SpokenWord> words() {
        return text.words();
    }

    private void goBack() {
        long block = Math.max(0, covered.blocks() - BLOCKS_BEFORE);
        text.reconnecting(block, false);
        sent = block * BLOCK_SIZE;
    }

    /** Gives whether the session is over. */
    private boolean connection(double cut) {
        endSent = false;
        covered.connected(sent / BLOCK_SIZE, (long) (now * NANOS));
        for (Event event : events()) {
            if (event.millis() >= cut) {
                now = cut;
                return false;
            }
            now = Math.max(now, event.millis());
            if (event.sent() > 0) {
                send(event.sent());
            } else {
                hear(event);
            }
        }
        text.finish();
        return true;
    }

    private List<Event> events() {
        List<Event> sends = new ArrayList<>();
        List<Event> answers = new ArrayList<>();
        long first = sent;
        long position = first;
        long done = first;
        double at = now;
        double free = now;
        StringBuilder full = new StringBuilder();
        while (position < length) {
            int chunk = (int) Math.min(chunkSize, length - position);
            at = Math.max(at + 0.05, paced ? Math.max(0, firstSentAt) + millis(position) : 0);
            sends.add(new Event(at, chunk, null, null));
            position += chunk;
            while (position - done >= BLOCK_SIZE || position == length && done < position) {
                long blockEnd = Math.min(position, done + BLOCK_SIZE);
                free = Math.max(free, at) + millis(blockEnd - done) * SPEED;
                String heard = heard(millis(first), millis(done), millis(blockEnd));
                full.append(full.isEmpty() || heard.isEmpty() ? "" : " ").append(heard);
                if (!heard.isEmpty() || partialsOfSilence) {
                    answers.add(new Event(free + latency, 0, fullTexts ? full.toString() : null, heard));
                }
                done = blockEnd;
            }
        }
        sends.addAll(answers);
        sends.sort(Comparator.comparingDouble(Event::millis));
        return sends;
    }

    private String heard(double connected, double from, double to) {
        StringBuilder heard = new StringBuilder();
        for (Spoken word : speech) {
            if (word.end() > from && word.end() <= to) {
                double missing = Math.max(0, connected - word.start()) / (word.end() - word.start());
                String rest = word.text()
                        .substring((int) Math.ceil(missing * word.text().length()));
                heard.append(heard.isEmpty() || rest.isEmpty() ? "" : " ").append(rest);
            }
        }
        return heard.toString();
    }

    private void send(int size) {
        if (firstSentAt < 0) {
            firstSentAt = now;
        }
        sent += size;
        covered.sent(FORMAT.timeOf(size), FORMAT.timeOf(sent), (long) (now * NANOS));
        endSent = sent == length;
    }

    private void hear(Event event) {
        long earliest = covered.partial((long) (now * NANOS));
        long latest = endSent ? (sent - 1) / BLOCK_SIZE + 1 : Math.max(1, sent / BLOCK_SIZE);
        Duration arrived = Duration.ofNanos((long) ((now - firstSentAt) * NANOS));
        Duration upTo = CoveredAudio.BLOCK.multipliedBy(latest);
        Duration heard = FORMAT.timeOf(sent);
        Moment moment = new Moment(
                Math.min(earliest, latest),
                latest,
                upTo.compareTo(heard) < 0 ? upTo : heard,
                arrived,
                heard.minus(arrived).compareTo(Duration.ofSeconds(1)) < 0);
        if (text.hear(event.chunkText(), event.fullText(), moment)) {
            partials.add(text.changedText());
        }
    }

    private static double millis(long bytes) {
        return FORMAT.timeOf(bytes).toNanos() / (double) NANOS;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.palatine.stream.service.NumberedSpeech;
import io.github.cameltranscription.palatine.stream.service.ScriptedRecognizer;
import io.github.cameltranscription.palatine.stream.service.ScriptedRecognizer.Style;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Speech of every kind, in every style of partials, sent at every pace and cut anywhere: no word is lost, and words are
 * doubled only where they repeat so that the text can be read in two ways. Each round has its own seed.
 */
@Tag("heavy")
class ResumableTextPropertyTest {

    private static final int ROUNDS = TestSize.of(300, 20_000);
    private static final double SPEED = 0.19;

    @ParameterizedTest(name = "{0}, {1}, {2} cuts")
    @CsvSource({
        "DISTINCT, LIVE, 0",
        "DISTINCT, FILE, 0",
        "DISTINCT, LIVE, 1",
        "DISTINCT, LIVE, 4",
        "DISTINCT, FILE, 1",
        "DISTINCT, FILE, 4",
        "DISTINCT, LATE_CONFIG, 2",
        "NUMBERS, LIVE, 2",
        "NUMBERS, FILE, 2",
        "NUMBERS, LATE_CONFIG, 2",
        "REPEATED, LIVE, 2",
        "REPEATED, FILE, 2",
        "REPEATED, LATE_CONFIG, 2",
        "PHRASES, LIVE, 2",
        "PHRASES, FILE, 2",
        "PHRASES, LATE_CONFIG, 2"
    })
    void noWordIsLost(NumberedSpeech.Kind kind, Pace pace, int mostCuts) {
        List<String> wrong = new ArrayList<>();
        int doubled = 0;
        int words = 0;
        int ambiguous = 0;
        for (int seed = 0; seed < ROUNDS; seed++) {
            Round round = new Round(new Random(seed), kind, pace, mostCuts);
            round.run();
            words += round.speech.words().size();
            doubled += round.doubled();
            ambiguous += round.doubled() > 0 ? 1 : 0;
            if (round.lost() > 0 || round.doubled() > 0 && round.text.ambiguousSeams() == 0) {
                wrong.add("seed " + seed + " " + round.style + "\n" + round.text.text() + "\n instead of "
                        + String.join(" ", round.speech.texts()));
            }
        }
        System.out.printf(
                "%s %s %d cuts: %d words, %d doubled in %d of %d rounds%n",
                kind, pace, mostCuts, words, doubled, ambiguous, ROUNDS);
        assertThat(wrong).isEmpty();
        assertThat(doubled).isLessThanOrEqualTo(kind == NumberedSpeech.Kind.REPEATED ? words / 100 : words / 1000);
    }

    /** How fast audio is sent. */
    enum Pace {
        LIVE,
        FILE,
        LATE_CONFIG
    }

    private static final class Round {

        private record Event(double millis, int order, Runnable action) {}

        private final Random random;
        private final NumberedSpeech speech;
        private final Pace pace;
        private final Style style;
        private final int chunkFrames;
        private final double latency;
        private final int cuts;
        private final ResumableText text = new ResumableText(true);
        private double now;
        private int from;
        private int lcs = -1;

        Round(Random random, NumberedSpeech.Kind kind, Pace pace, int mostCuts) {
            this.random = random;
            this.pace = pace;
            speech = NumberedSpeech.random(random, kind, 1 + random.nextInt(40));
            // A new utterance of the same word looks like a repeated partial.
            boolean anew = random.nextInt(4) == 0 && kind == NumberedSpeech.Kind.DISTINCT;
            boolean emptyFull = random.nextInt(6) == 0;
            style = new Style(
                    !emptyFull && random.nextInt(3) == 0,
                    !anew && random.nextInt(3) == 0 ? random.nextInt(10) : 0,
                    random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 1,
                    anew,
                    emptyFull,
                    random.nextInt(3) == 0);
            chunkFrames = 1 + random.nextInt(15);
            latency = random.nextInt(300);
            cuts = mostCuts == 0 ? 0 : 1 + random.nextInt(mostCuts);
        }

        void run() {
            double length = pace == Pace.FILE ? speech.frames() * 20 * SPEED + 1000 : speech.frames() * 20;
            for (int cut = 0; cut < cuts; cut++) {
                double lasts = random.nextInt(3) == 0 ? random.nextDouble() * 2000 : random.nextDouble() * length;
                if (connection(now + lasts)) {
                    return;
                }
                long position = text.cut(0, true);
                assertThat(position).isNotNegative();
                from = (int) (position / TimeUnit.MILLISECONDS.toNanos(20));
                now += 100 + (random.nextInt(3) == 0 ? random.nextInt(5000) : 0);
            }
            connection(Double.MAX_VALUE);
        }

        private boolean connection(double cut) {
            now += pace == Pace.LATE_CONFIG ? 1200 : 20;
            PriorityQueue<Event> events = new PriorityQueue<>(
                    Comparator.comparingDouble(Event::millis).thenComparingInt(Event::order));
            ScriptedRecognizer service = new ScriptedRecognizer(speech, style);
            text.connected(nanos());
            double at = now;
            double free = now;
            int order = 0;
            for (int first = from; first < speech.frames(); first += chunkFrames) {
                int end = Math.min(speech.frames(), first + chunkFrames);
                at = Math.max(at + 0.05, pace == Pace.FILE ? 0 : end * 20.0);
                events.add(new Event(at, order++, () -> text.sent(end * 20_000_000L, nanos())));
                events.add(new Event(
                        at + 30, order++, () -> text.taken(end * 20_000_000L, nanos() - 30_000_000, nanos())));
                for (int frame = first; frame < end; frame++) {
                    List<ScriptedRecognizer.Partial> partials = service.accept(frame);
                    boolean last = frame == speech.frames() - 1;
                    if ((frame - from + 1) % ScriptedRecognizer.BLOCK_FRAMES == 0 || last) {
                        free = Math.max(free, at) + 300 * SPEED;
                    }
                    order = tell(events, partials, free + latency, order);
                    if (last) {
                        order = tell(events, service.end(), free + latency, order);
                    }
                }
            }
            while (!events.isEmpty()) {
                Event event = events.remove();
                if (event.millis() >= cut) {
                    now = cut;
                    return false;
                }
                now = event.millis();
                event.action().run();
            }
            text.finished();
            return true;
        }

        private int tell(
                PriorityQueue<Event> events, List<ScriptedRecognizer.Partial> partials, double at, int firstOrder) {
            int order = firstOrder;
            for (ScriptedRecognizer.Partial partial : partials) {
                events.add(new Event(at, order++, () -> text.heard(partial.chunk(), partial.full(), nanos())));
            }
            return order;
        }

        private long nanos() {
            return (long) (now * 1_000_000);
        }

        int lost() {
            return speech.words().size() - lcs();
        }

        int doubled() {
            return text.words().size() - lcs();
        }

        private int lcs() {
            if (lcs < 0) {
                lcs = common(
                        speech.texts(),
                        text.words().stream().map(RecognizedWord::text).toList());
            }
            return lcs;
        }
    }

    static int common(List<String> one, List<String> other) {
        int[][] length = new int[one.size() + 1][other.size() + 1];
        for (int i = 1; i <= one.size(); i++) {
            for (int j = 1; j <= other.size(); j++) {
                length[i][j] = one.get(i - 1).equals(other.get(j - 1))
                        ? length[i - 1][j - 1] + 1
                        : Math.max(length[i - 1][j], length[i][j - 1]);
            }
        }
        return length[one.size()][other.size()];
    }
}

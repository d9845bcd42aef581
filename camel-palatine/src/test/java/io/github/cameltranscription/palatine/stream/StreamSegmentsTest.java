/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.palatine.stream.resume.RecognizedWord;
import io.github.cameltranscription.palatine.stream.resume.WordArrival;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class StreamSegmentsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Pattern CUE =
            Pattern.compile("(\\d\\d:\\d\\d:\\d\\d[,.]\\d{3}) --> (\\d\\d:\\d\\d:\\d\\d[,.]\\d{3})");

    private final List<RecognizedWord> words = new ArrayList<>();

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    /** The words of one partial that arrives when so much audio has been sent at the speed of speech. */
    private StreamSegmentsTest spoken(String text, long millis) {
        return heard(text, new WordArrival(nanos(millis), nanos(millis), true), millis / 300);
    }

    private static long nanos(long millis) {
        return millis(millis).toNanos();
    }

    /** The words cannot have ended before the end of this block. */
    private StreamSegmentsTest heard(String text, WordArrival arrival, long block) {
        for (String word : text.split(" ")) {
            words.add(new RecognizedWord(word, word, arrival, nanos(300 * block)));
        }
        return this;
    }

    private List<Segment> segments() {
        return StreamSegments.of(words, MINUTE, MINUTE);
    }

    @Test
    void noWordIsNoSegment() {
        assertThat(segments()).isEmpty();
    }

    @Test
    void aWordEndsWithTheAudioSentBefore() {
        spoken("привет", 3000);

        assertThat(segments()).singleElement().satisfies(segment -> {
            assertThat(segment.start()).isEqualTo(millis(3000 - 6 * 90));
            assertThat(segment.end()).isEqualTo(millis(3000));
            assertThat(segment.text()).isEqualTo("привет");
        });
    }

    @Test
    void aShortWordIsOneBlockLong() {
        spoken("я", 3000);

        assertThat(segments().get(0).start()).isEqualTo(millis(2700));
    }

    @Test
    void wordsOfOnePartialShareTheirTimeByTheirLetters() {
        spoken("аб абвгде", 3000);

        assertThat(segments().get(0).words())
                .containsExactly(
                        new Word(millis(2280), millis(2460), null, "аб", null),
                        new Word(millis(2460), millis(3000), null, "абвгде", null));
    }

    @Test
    void aSingleLetterHasItsShare() {
        spoken("я аб", 3000);

        assertThat(segments().get(0).words())
                .extracting(Word::start, Word::end)
                .containsExactly(tuple(millis(2700), millis(2800)), tuple(millis(2800), millis(3000)));
    }

    @Test
    void aWordBeginsAfterTheEndOfTheWordBefore() {
        spoken("раз", 600).spoken("двадцатидвухлетний", 900);

        assertThat(segments().get(0).words())
                .extracting(Word::start, Word::end)
                .containsExactly(tuple(millis(300), millis(600)), tuple(millis(600), millis(900)));
    }

    @Test
    void aPauseOfMoreThanASecondBeginsANewSegment() {
        spoken("раз", 600).spoken("два", 600 + 900 + 300).spoken("три", 1800 + 1200 + 300);

        assertThat(segments()).extracting(Segment::text).containsExactly("раз два", "три");
    }

    @Test
    void theEndOfASentenceBeginsANewSegment() {
        spoken("Раз. Два?", 600).spoken("Три! Четыре…", 900).spoken("пять, шесть", 1200);

        assertThat(segments())
                .extracting(Segment::text)
                .containsExactly("Раз.", "Два?", "Три!", "Четыре…", "пять, шесть");
    }

    @Test
    void aSegmentSpansItsWords() {
        spoken("раз два", 900).spoken("три", 1500);

        assertThat(segments()).singleElement().satisfies(segment -> {
            assertThat(segment.start()).isEqualTo(segment.words().get(0).start());
            assertThat(segment.end()).isEqualTo(millis(1500));
            assertThat(segment.words()).hasSize(3);
        });
    }

    @Test
    void theEstimateIsWithinTheEarliestEndAndTheAudioSent() {
        heard("раз", new WordArrival(nanos(60_000), nanos(3_000), false), 100)
                .heard("два", new WordArrival(nanos(36_000), nanos(11_000), false), 1);

        assertThat(StreamSegments.of(words, MINUTE, Duration.ofSeconds(12)))
                .as("one segment: a gap in such times is no silence")
                .singleElement()
                .extracting(Segment::words)
                .asInstanceOf(InstanceOfAssertFactories.list(Word.class))
                .extracting(Word::end)
                .containsExactly(millis(30_000), millis(36_000));
    }

    /** The service worked for 12 s; {@code sent} is empty where bytes tell nothing about time. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "audio sent faster is placed as if the service worked steadily, 60000, 3000, 15000",
        "without a position the clock decides, , 6000, 30000",
        "a word behind the end is at the end, , 20000, 60000"
    })
    void theEndOfAWordIsEstimated(String name, Long sent, long clock, long end) {
        long position = sent == null ? WordArrival.UNKNOWN : nanos(sent);
        heard("раз", new WordArrival(position, nanos(clock), false), 0);

        assertThat(StreamSegments.of(words, MINUTE, Duration.ofSeconds(12))
                        .get(0)
                        .end())
                .isEqualTo(millis(end));
    }

    @Test
    void aWordIsAtTheEndIfTheServiceWorkedForNoTime() {
        heard("раз", new WordArrival(WordArrival.UNKNOWN, nanos(0), false), 0);

        assertThat(StreamSegments.of(words, millis(500), Duration.ZERO).get(0).end())
                .isEqualTo(millis(500));
    }

    @Test
    void noWordEndsBehindTheEnd() {
        spoken("раз", 90_000).spoken("два", 91_000);

        assertThat(segments()).allSatisfy(segment -> assertThat(segment.end()).isEqualTo(MINUTE));
    }

    @Test
    void timesAreOrderedAndWithinTheAudioAndCuesDoNotOverlap() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            words.clear();
            Duration length = millis(1 + random.nextInt(60_000));
            Duration worked = millis(1 + random.nextInt(60_000));
            // After a cut, audio is sent again, so that words come when less has been sent than before.
            for (int i = 1 + random.nextInt(30); i > 0; i--) {
                long sent = random.nextInt((int) length.toMillis() + 1);
                heard(
                        "слово" + i,
                        new WordArrival(
                                nanos(sent), nanos(random.nextInt((int) worked.toMillis())), random.nextBoolean()),
                        sent / 300);
            }
            List<Segment> segments = StreamSegments.of(words, length, worked);

            Duration before = Duration.ZERO;
            int said = 0;
            for (Segment segment : segments) {
                for (Word word : segment.words()) {
                    assertThat(word.start()).as("seed %s", seed).isGreaterThanOrEqualTo(before);
                    assertThat(word.end()).as("seed %s", seed).isGreaterThanOrEqualTo(word.start());
                    before = word.end();
                    said++;
                }
            }
            assertThat(before).as("seed %s", seed).isLessThanOrEqualTo(length);
            assertThat(said).as("seed %s", seed).isEqualTo(words.size());
            assertCuesInOrder(segments, length, OutputFormat.SRT, seed);
            assertCuesInOrder(segments, length, OutputFormat.VTT, seed);
        }
    }

    private static void assertCuesInOrder(List<Segment> segments, Duration length, OutputFormat format, int seed) {
        Transcript transcript = new Transcript("palatine", null, "ru", length, null, segments, null, null, null);
        String rendered = TranscriptRenderer.render(transcript, format).toString();
        LocalTime before = LocalTime.MIN;
        int cues = 0;
        for (Matcher cue = CUE.matcher(rendered); cue.find(); cues++) {
            LocalTime start = LocalTime.parse(cue.group(1).replace(',', '.'));
            LocalTime end = LocalTime.parse(cue.group(2).replace(',', '.'));
            assertThat(start).as("seed %s, %s", seed, format).isAfterOrEqualTo(before);
            assertThat(end).as("seed %s, %s", seed, format).isAfter(start);
            before = end;
        }
        assertThat(cues).as("seed %s", seed).isPositive();
        for (Segment segment : segments) {
            for (Word word : segment.words()) {
                assertThat(rendered).contains(word.text());
            }
        }
    }
}

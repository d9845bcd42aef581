/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.format.TranscriptConverters;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.testing.TestSize;
import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Speaker;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/**
 * Renders every shape of transcript into every format. {@code -Drendering.fuzz.seconds=3600} is an hour of it, and
 * {@code -Drendering.fuzz.seed=N} begins with another seed; a failure names its own. Each WebVTT goes through W3C's parser,
 * those of 10,000 characters and more in runs of a minute and longer.
 */
@Tag("heavy")
class RenderingFuzzTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FORMULA_STARTS = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    @AutoClose
    private static final VttReader READER = new VttReader();

    @Test
    @Timeout(7_200)
    void everyShapeInEveryFormat() {
        long seconds = Long.getLong("rendering.fuzz.seconds", TestSize.of(2, 300));
        long first = Long.getLong("rendering.fuzz.seed", 1);
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        long seed = first;
        int longestToValidate = seconds < 60 ? 10_000 : Integer.MAX_VALUE;
        do {
            check(seed, longestToValidate);
            seed++;
        } while (System.nanoTime() < end);
        System.out.println(seed - first + " transcripts from seed " + first + " in " + seconds + " s");
    }

    private static void check(long seed, int longestToValidate) {
        try {
            OddSpeech odd = new OddSpeech(seed);
            Transcript transcript = odd.transcript();
            CueLayout layout = odd.layout();
            String vtt = assertTimeoutPreemptively(PATIENCE, () -> checkAll(transcript, layout));
            // The parsers in JavaScript stay on the thread that made them, and are slow.
            if (vtt.length() < 2_000) {
                assertThat(READER.read(vtt)).hasSize(VttSyntax.check(vtt));
            } else if (vtt.length() < longestToValidate) {
                assertThat(READER.validate(vtt)).isEqualTo(VttSyntax.check(vtt));
            }
        } catch (Throwable failed) {
            throw new AssertionError("seed " + seed + ": " + failed.getMessage(), failed);
        }
    }

    /** Renders into all formats and checks each; gives the WebVTT. */
    private static String checkAll(Transcript transcript, CueLayout layout) throws Exception {
        long most = 10_000 + 700 * sizeOf(transcript);
        for (OutputFormat format : OutputFormat.values()) {
            String rendered = String.valueOf(TranscriptRenderer.render(transcript, format, layout));
            if (format != OutputFormat.TRANSCRIPT) {
                assertThat((long) rendered.length()).as("%s", format).isLessThan(most);
            }
            switch (format) {
                case VTT -> VttSyntax.check(rendered);
                case SRT -> checkSrt(rendered);
                case CSV -> checkCsv(rendered, transcript);
                case JSON ->
                    assertThat(TranscriptConverters.toTranscript(rendered).segments())
                            .hasSameSizeAs(transcript.segments());
                default -> assertThat(rendered).isNotNull();
            }
        }
        return (String) TranscriptRenderer.render(transcript, OutputFormat.VTT, layout);
    }

    /** Characters of what the transcript holds. */
    private static long sizeOf(Transcript transcript) {
        long size = transcript.text().length()
                + (transcript.jobId() == null ? 0 : transcript.jobId().length());
        for (Map.Entry<String, Speaker> speaker : transcript.speakers().entrySet()) {
            size += 100
                    + speaker.getKey().length()
                    + length(speaker.getValue().name())
                    + length(speaker.getValue().role());
        }
        for (Segment segment : transcript.segments()) {
            size += 100 + segment.text().length() + length(segment.speaker()) + length(segment.role());
            size += segment.emotion() == null ? 0 : segment.emotion().label().length();
            for (Word word : segment.words()) {
                size += 100 + word.text().length() + length(word.speaker());
            }
        }
        return size;
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }

    private static void checkSrt(String srt) {
        long free = 0;
        for (Cue cue : SrtReader.read(srt)) {
            assertThat(cue.start()).isGreaterThanOrEqualTo(free);
            assertThat(cue.end()).isGreaterThan(cue.start());
            assertThat(cue.text()).isNotBlank();
            free = cue.end();
        }
    }

    private static void checkCsv(String csv, Transcript transcript) {
        int rows = transcript.segments().isEmpty()
                ? transcript.text().isEmpty() ? 0 : 1
                : transcript.segments().size();
        assertThat(rows(csv, ',').stream().map(List::size).toList())
                .hasSize(1 + rows)
                .allMatch(cells -> cells == 4);
        for (char separator : new char[] {',', ';', '\t'}) {
            assertThat(rows(csv, separator).stream()
                            .flatMap(List::stream)
                            .filter(cell -> !cell.isBlank()
                                    && FORMULA_STARTS.indexOf(trimmed(cell).charAt(0)) >= 0)
                            .findFirst())
                    .as("a formula in a cell")
                    .isEmpty();
        }
    }

    private static String trimmed(String cell) {
        int i = 0;
        while (i < cell.length() - 1 && (cell.charAt(i) <= ' ' || Character.isSpaceChar(cell.charAt(i)))) {
            i++;
        }
        return cell.substring(i);
    }

    /** Reads CSV as spreadsheets do: quotes count where a cell begins, and what follows the second is text. */
    private static List<List<String>> rows(String csv, char separator) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean begins = true;
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                if (c != '"') {
                    cell.append(c);
                } else if (i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                    cell.append(c);
                    i++;
                } else {
                    quoted = false;
                }
                continue;
            }
            if (c == '"' && begins) {
                quoted = true;
                begins = false;
            } else if (c == separator || c == '\n' || c == '\r') {
                boolean crlf = c == '\r' && i + 1 < csv.length() && csv.charAt(i + 1) == '\n';
                i += crlf ? 1 : 0;
                row.add(cell.toString());
                cell.setLength(0);
                begins = true;
                if (c != separator) {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(c);
                begins = false;
            }
        }
        if (!row.isEmpty() || !cell.isEmpty()) {
            row.add(cell.toString());
            rows.add(row);
        }
        return rows;
    }

    static Stream<Named<Segment>> large() {
        int size = TestSize.of(50_000, 1_000_000);
        String words = "слово ".repeat(size / 6);
        return Stream.of(
                large("one word", "a".repeat(size), List.of()),
                large("accents", "e" + "\u0301".repeat(size), List.of()),
                large("flags", "\uD83C\uDDF7".repeat(size / 2), List.of()),
                large("families", "\uD83D\uDC68\u200D".repeat(size / 3), List.of()),
                large("emoji", "\uD83D\uDE00".repeat(size / 2), List.of()),
                large("Hangul jamo", "\u1100".repeat(size), List.of()),
                large("Indic", "\u0915\u094D".repeat(size / 2), List.of()),
                large("short words", "a ".repeat(size / 2), List.of()),
                large("words", words, List.of()),
                large("quotes", "\" ".repeat(size / 2), List.of()),
                large("closing quotes", "\"".repeat(size) + " a", List.of()),
                large("separators", ";=".repeat(size / 2), List.of()),
                large("blanks and signs", "; " + " ".repeat(size) + "=1", List.of()),
                large("words at once", words, timed(size / 6, 0)),
                large("words a millisecond", words, timed(size / 6, 1)),
                large("a word of no letters", words, List.of(word(0, "-".repeat(size)), word(1, "слово"))),
                large("a word of few letters", words, List.of(word(0, "-".repeat(size) + "с"), word(1, "ы"))),
                large(
                        "other words",
                        words,
                        IntStream.range(0, size / 6)
                                .mapToObj(i -> word(i, "другое"))
                                .toList()));
    }

    private static Named<Segment> large(String what, String text, List<Word> words) {
        return Named.of(what, new Segment(Duration.ZERO, Duration.ofHours(5), "A", text, words));
    }

    private static List<Word> timed(int count, int millis) {
        return IntStream.range(0, count)
                .mapToObj(i -> word((long) i * millis, "слово"))
                .toList();
    }

    private static Word word(long millis, String text) {
        return new Word(Duration.ofMillis(millis), Duration.ofMillis(millis + 1), null, text, null);
    }

    @ParameterizedTest
    @MethodSource("large")
    void whatIsLargeTakesTimeInProportion(Segment segment) {
        Segment atOnce = new Segment(Duration.ZERO, Duration.ofMillis(5), "A", segment.text(), segment.words());
        // A square of the size would take minutes.
        assertTimeoutPreemptively(PATIENCE, () -> checkAll(Speech.transcript(segment), CueLayout.DEFAULT));
        assertTimeoutPreemptively(PATIENCE, () -> checkAll(Speech.transcript(atOnce), CueLayout.DEFAULT));
        assertTimeoutPreemptively(PATIENCE, () -> checkAll(Speech.transcript(segment), new CueLayout(10, 1)));
        assertTimeoutPreemptively(PATIENCE, () -> checkAll(Speech.transcript(atOnce), new CueLayout(100_000, 100_000)));
    }

    @Test
    void aLongNameIsNotRepeatedWhole() {
        Segment segment = new Segment(
                Duration.ZERO, Duration.ofHours(1), "N".repeat(1_000_000), "слово ".repeat(10_000), List.of());

        assertThat(VttRenderer.render(Speech.transcript(segment), CueLayout.DEFAULT))
                .hasSizeLessThan(1_000_000);
    }

    /** The label of the name as given is shorter than that of the name as shown, which no word had been cut for. */
    @Test
    void oneLineHoldsAWordBesideANameOfOddBlanks() {
        String odd = "A" + " \t\u00A0".repeat(30) + "Bcdefghijklmnopqrstuvw";
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String speaker = i < 20 ? null : odd;
            words.add(new Word(
                    Duration.ofSeconds(i), Duration.ofSeconds(i + 1L), speaker, "достопримечательностями", null));
        }
        Segment segment =
                new Segment(Duration.ZERO, Duration.ofSeconds(60), null, "достопримечательностями ".repeat(60), words);

        for (int length = 10; length < 60; length++) {
            CueLayout layout = new CueLayout(length, 1);
            assertTimeoutPreemptively(PATIENCE, () -> checkAll(Speech.transcript(segment, segment), layout));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"A--", "--", "-->", "A-->B--", "A --"})
    void aNameMakesNoArrow(String name) throws Exception {
        Segment segment = new Segment(Duration.ZERO, Duration.ofSeconds(5), name, "text", List.of());

        String vtt = VttRenderer.render(Speech.transcript(segment), CueLayout.DEFAULT);

        assertThat(VttSyntax.check(vtt)).isEqualTo(1);
        assertThat(READER.read(vtt)).extracting(Cue::text).containsExactly("text");
    }
}

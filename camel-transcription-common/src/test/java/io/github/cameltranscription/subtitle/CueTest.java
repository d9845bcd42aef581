/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;
import io.github.cameltranscription.transcript.Word;

import static io.github.cameltranscription.subtitle.Speech.cues;
import static io.github.cameltranscription.subtitle.Speech.evenly;
import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static io.github.cameltranscription.subtitle.Speech.withWords;
import static io.github.cameltranscription.subtitle.Speech.word;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CueTest {

    @Test
    void keepsTimesThatAreFine() {
        assertThat(cues(segment(1, 2.5, "One."), segment(4, 6, "Two.")))
                .containsExactly(new Cue(1_000, 2_500, null, "One."), new Cue(4_000, 6_000, null, "Two."));
    }

    @Test
    void lengthensNothingBeyondTheEndOfTheRecording() {
        String text = "A sentence that takes longer to read.";

        assertThat(cues(transcript(Duration.ofMillis(6_100), null, segment(5, 6, text))))
                .containsExactly(new Cue(5_000, 6_100, null, text));
    }

    @Test
    void lengthensAShortCueIntoTheSilenceAfterIt() {
        assertThat(cues(segment(1, 1.2, "No."), segment(5, 6, "Yes."))).contains(new Cue(1_000, 1_833, null, "No."));
    }

    @Test
    void lengthensAShortCueOnlyUntilTheNextBegins() {
        assertThat(cues(segment(1, 1.2, "No."), segment(1.5, 3, "Yes.")))
                .containsExactly(new Cue(1_000, 1_500, null, "No."), new Cue(1_500, 3_000, null, "Yes."));
    }

    @Test
    void givesTimeToReadWhatWasSaidFast() {
        String text = "x".repeat(34);

        assertThat(cues(segment(1, 1.9, text), segment(9, 10, "Yes."))).contains(new Cue(1_000, 3_000, null, text));
        assertThat(cues(segment(1, 1.9, text), segment(2.5, 4, "Yes."))).contains(new Cue(1_000, 2_500, null, text));
    }

    @Test
    void showsNothingLongerThanSevenSeconds() {
        assertThat(cues(segment(1, 60, "Hm."))).containsExactly(new Cue(1_000, 8_000, null, "Hm."));
    }

    @Test
    void sortsByTime() {
        assertThat(cues(segment(4, 6, "Two."), segment(1, 3, "One.")))
                .extracting(Cue::text)
                .containsExactly("One.", "Two.");
    }

    @Test
    void cutsTheEarlierOfTwoWhoSpeakAtOnce() {
        assertThat(cues(segment(0, 5, "A", "First."), segment(2, 4, "B", "Second.")))
                .containsExactly(new Cue(0, 2_000, "A", "First."), new Cue(2_000, 4_000, "B", "Second."));
    }

    @Test
    void letsTheSecondOfTwoWhoBeginTogetherWait() {
        assertThat(cues(segment(1, 3, "A", "First."), segment(1, 4, "B", "Second."), segment(4, 5, "A", "Third.")))
                .containsExactly(
                        new Cue(1_000, 1_833, "A", "First."),
                        new Cue(1_833, 4_000, "B", "Second."),
                        new Cue(4_000, 5_000, "A", "Third."));
    }

    @Test
    void letsOneSpeakerFinishBeforeTheSameOneGoesOn() {
        List<Cue> cues = cues(
                segment(0, 12, "A", "Раз два три четыре пять шесть семь восемь девять десять, одиннадцать двенадцать."),
                segment(6, 12, "A", "Тринадцать четырнадцать."));

        assertThat(cues).last().isEqualTo(new Cue(6_000, 12_000, "A", "Тринадцать четырнадцать."));
    }

    @Test
    void keepsTheOrderOfOneSpeakersWordsWhereTheirTimesOverlap() {
        String first =
                "Раз два три четыре пять шесть семь восемь девять. ".repeat(3).strip();

        List<Cue> cues = cues(segment(0, 14, "A", first), segment(0, 14, "A", "Конец."));

        assertThat(cues).hasSizeGreaterThan(2).last().matches(cue -> cue.text().equals("Конец."));
    }

    @Test
    void givesAZeroLengthSegmentTheTimeToReadIt() {
        String text = "x".repeat(34);

        assertThat(cues(segment(1, 1, text))).containsExactly(new Cue(1_000, 3_000, null, text));
        assertThat(cues(segment(1, 1, text), segment(2, 4, "Next.")))
                .containsExactly(new Cue(1_000, 2_000, null, text), new Cue(2_000, 4_000, null, "Next."));
    }

    @Test
    void repairsAnEndBeforeTheStart() {
        assertThat(cues(segment(5, 3, "Back."), segment(9, 10, "Next.")))
                .containsExactly(new Cue(5_000, 5_833, null, "Back."), new Cue(9_000, 10_000, null, "Next."));
    }

    @Test
    void readsSegmentsWithoutTimesOneAfterAnother() {
        String text = "x".repeat(34);

        assertThat(cues(segment(0, 0, "A", text), segment(0, 0, "B", text), segment(0, 0, "A", "End.")))
                .containsExactly(
                        new Cue(0, 2_000, "A", text),
                        new Cue(2_000, 4_000, "B", text),
                        new Cue(4_000, 4_833, "A", "End."));
    }

    @Test
    void roundsToMillisecondsWithoutOverlapOrEmptyCue() {
        List<Cue> cues = cues(
                Segment.of(Duration.ofSeconds(1, 499_999), Duration.ofSeconds(1, 500_001), "A", "One."),
                Segment.of(Duration.ofSeconds(1, 500_001), Duration.ofSeconds(1, 500_002), "B", "Two."),
                Segment.of(Duration.ofSeconds(3, 500_000), Duration.ofSeconds(4, 499_999), "A", "Three."));

        assertThat(cues).hasSize(3).allMatch(cue -> cue.end() > cue.start());
        assertThat(cues.get(0).end()).isLessThanOrEqualTo(cues.get(1).start());
        assertThat(cues.get(2)).isEqualTo(new Cue(3_001, 4_000, "A", "Three."));
    }

    @Test
    void spreadsATextWithoutSegmentsOverTheRecording() {
        List<Cue> cues = cues(transcript(
                Duration.ofSeconds(12), "Раз два три четыре пять. Шесть семь восемь девять десять. ".repeat(2)));

        assertThat(cues).hasSize(2);
        assertThat(cues.get(0).start()).isZero();
        assertThat(cues.get(0).end())
                .isBetween(5_800L, 6_200L)
                .isEqualTo(cues.get(1).start());
        assertThat(cues.get(1).end()).isEqualTo(12_000);
    }

    @Test
    void spreadsATextWithoutAnyTimeAtReadingSpeed() {
        assertThat(cues(transcript(null, "x".repeat(34)))).containsExactly(new Cue(0, 2_000, null, "x".repeat(34)));
    }

    @Test
    void survivesAbsurdTimes() {
        assertThat(cues(Segment.of(
                        Duration.ofSeconds(Long.MAX_VALUE - 1), Duration.ofSeconds(Long.MAX_VALUE), null, "Late.")))
                .singleElement()
                .matches(cue -> cue.end() > cue.start());
    }

    @Test
    void isTwoLinesOfFortyTwoByDefault() {
        assertThat(CueLayout.DEFAULT).isEqualTo(new CueLayout(42, 2));
    }

    @Test
    void namesTheOptionTheValueAndTheFix() {
        assertThatThrownBy(() -> new CueLayout(9, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cueMaxLineLength is 9, which holds hardly a word:"
                        + " set it to 10 or more characters, 42 is usual");
        assertThatThrownBy(() -> new CueLayout(42, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cueMaxLines is 0, which leaves no room for text: set it to 1 or more lines, 2 is usual");
    }

    @Test
    void takesTheLargestNumbers() {
        CueLayout unlimited = new CueLayout(Integer.MAX_VALUE, Integer.MAX_VALUE);

        assertThat(cues(transcript(segment(0, 5, "слово ".repeat(100))), unlimited))
                .singleElement()
                .matches(cue -> !cue.text().contains("\n"));
    }

    /** A short text is one line, another one breaks after punctuation, before a conjunction or preposition, or in the middle. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Один, два, три, четыре, пять, шесть, семь. |
            Мы уже давно закончили отчёт, | осталось только его подписать
            Новые документы привезли рано утром | из главного офиса
            НОВЫЕ ДОКУМЕНТЫ ПРИВЕЗЛИ РАНО УТРОМ | ИЗ ГЛАВНОГО ОФИСА
            The new documents were brought early | from the office
            aaaa bbbb cccc dddd eeee | ffff gggg hhhh iiii jjjj
            """)
    void breaksLinesWhereTheyAreReadBest(String first, String second) {
        assertThat(lines(second == null ? first : first + " " + second))
                .isEqualTo(second == null ? List.of(first) : List.of(first, second));
    }

    @Test
    void neverLeavesAPrepositionOrAnInitialAtTheEndOfALine() {
        assertThat(lines("Договор подписал директор завода А. С. Иванов вчера"))
                .noneMatch(line -> line.matches(".*\\b[А-Я]\\.$"));
        assertThat(lines("Встреча состоится завтра утром ровно в девять часов")).noneMatch(line -> line.endsWith(" в"));
    }

    @Test
    void keepsTheLayout() {
        Transcript transcript = transcript(segment(0, 30, "слово ".repeat(60)));

        for (Cue cue : cues(transcript, new CueLayout(20, 3))) {
            assertThat(cue.text().lines()).hasSizeLessThanOrEqualTo(3).allMatch(line -> line.length() <= 20);
        }
    }

    @Test
    void breaksAWordThatNoLineCanHold() {
        List<Cue> cues = cues(segment(0, 5, "а" + "б".repeat(60) + " конец"));

        assertThat(cues).extracting(Cue::text).containsExactly("а" + "б".repeat(41) + "\n" + "б".repeat(19) + " конец");
    }

    @Test
    void neverBreaksInsideACharacter() {
        String flags = "\uD83C\uDDF7\uD83C\uDDFA".repeat(15);
        String accents = "e\u0301".repeat(50);

        assertThat(cues(segment(0, 5, flags)).get(0).text().lines()).allMatch(line -> line.length() % 4 == 0);
        assertThat(cues(segment(0, 5, "x" + accents)).get(0).text().lines()).allMatch(line -> line.endsWith("\u0301"));
    }

    @Test
    void breaksACharacterThatNoLineCanHoldBetweenCodePoints() {
        String endless = "\uD83D\uDC68\u200D".repeat(40);

        assertThat(cues(segment(0, 5, endless)))
                .flatExtracting(cue -> cue.text().lines().toList())
                .allMatch(line -> line.length() <= 42)
                .allMatch(line -> !Character.isHighSurrogate(line.charAt(line.length() - 1)));
    }

    @Test
    void splitsAtWordTimes() {
        assertSplit(
                "Первое предложение здесь. Второе предложение тут.",
                "1-2 Первое, 2-3 предложение, 3-4.2 здесь., 5.1-6 Второе, 6-8 предложение, 8-9.5 тут.",
                "1000-4200 Первое предложение здесь.",
                "5100-9500 Второе предложение тут.");
    }

    @Test
    void splitsAtALongPause() {
        assertSplit("Ну вот и всё", "0-0.9 Ну, 0.9-1.8 вот, 4-5 и, 5-6 всё", "0-1800 Ну вот", "4000-6000 и всё");
    }

    @Test
    void followsWordsThatLackPunctuationOrAreInParts() {
        assertSplit(
                "Кто-то «пришёл», а Вася ушёл.",
                "0-1 кто, 1-2 -то, 2-4 пришёл, 6-6.5 а, 6.5-7.5 вася, 7.5-9 ушёл",
                "0-4000 Кто-то «пришёл»,",
                "6000-9000 а Вася ушёл.");
    }

    @Test
    void followsWordsInPartsToTheLetter() {
        assertSplit(
                "Кто-то пришёл. Он-то ушёл.",
                "0-0.2 кто, 0.2-3 -то, 3-4 пришёл, 6.5-7 он, 7-8 -то, 8-9 ушёл",
                "0-4000 Кто-то пришёл.",
                "6500-9000 Он-то ушёл.");
    }

    @Test
    void followsWordsThatDifferFromTheText() {
        assertSplit(
                "Стоит 25 рублей. Дорого, правда?",
                "0-1 стоит, 1-2 двадцать, 2-3 пять, 3-4 рублей, 7-8 дорого, 8-9 правда",
                "0-4000 Стоит 25 рублей.",
                "7000-9000 Дорого, правда?");
    }

    /** The words have their times in seconds, the cues in milliseconds. */
    private static void assertSplit(String text, String words, String... expected) {
        Word[] timed = Stream.of(words.split(", "))
                .map(each -> each.split("[- ]", 3))
                .map(parts -> word(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]), parts[2]))
                .toArray(Word[]::new);

        assertThat(cues(withWords(null, text, timed)))
                .map(cue -> cue.start() + "-" + cue.end() + " " + cue.text())
                .containsExactly(expected);
    }

    @Test
    void ignoresWordsWithoutTimes() {
        Segment segment = new Segment(
                Speech.time(3), Speech.time(5), null, "Без времени", List.of(word(0, 0, "Без"), word(0, 0, "времени")));

        assertThat(cues(segment)).containsExactly(new Cue(3_000, 5_000, null, "Без времени"));
    }

    @Test
    void takesTheTextFromTheWordsIfThereIsNoOther() {
        assertThat(cues(withWords("A", "", word(1, 2, "Да,"), word(2, 3, "так."))))
                .containsExactly(new Cue(1_000, 3_000, "A", "Да, так."));
    }

    @Test
    void beginsACueWhereTheSpeakerChanges() {
        Segment segment = withWords(null, "Да. Нет.", word(0, 1, "A", "Да."), word(1, 2, "B", "Нет."));

        assertThat(cues(segment)).containsExactly(new Cue(0, 1_000, "A", "Да."), new Cue(1_000, 2_000, "B", "Нет."));
    }

    @Test
    void splitsALongTextWithoutWordsByItsCharacters() {
        List<Cue> cues = cues(segment(
                10,
                20,
                "Раз два три четыре пять. Шесть семь восемь девять десять. "
                        .repeat(2)
                        .strip()));

        assertThat(cues).hasSize(2);
        assertThat(cues.get(0).end()).isEqualTo(cues.get(1).start()).isBetween(14_800L, 15_200L);
        assertThat(cues.get(0).text()).endsWith("десять.");
    }

    @Test
    void splitsForTimeOnlyWhatIsLongerThanALine() {
        assertThat(cues(segment(0, 20, "Да, конечно."))).hasSize(1);
        assertThat(cues(segment(0, 20, "Мы уже давно закончили отчёт, осталось только его подписать")))
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(cue -> cue.end() - cue.start() <= 7_000);
        assertThat(cues(evenly(0, 3, "Очень медленно говорит")))
                .hasSize(2)
                .allMatch(cue -> cue.end() - cue.start() <= 7_000);
    }

    private static List<String> lines(String text) {
        List<Cue> cues = cues(segment(0, 5, text));
        assertThat(cues).hasSize(1);
        return cues.get(0).text().lines().toList();
    }
}

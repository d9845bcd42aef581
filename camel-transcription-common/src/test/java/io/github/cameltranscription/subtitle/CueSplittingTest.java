/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.transcript.Segment;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.subtitle.Speech.cues;
import static io.github.cameltranscription.subtitle.Speech.evenly;
import static io.github.cameltranscription.subtitle.Speech.segment;
import static io.github.cameltranscription.subtitle.Speech.transcript;
import static io.github.cameltranscription.subtitle.Speech.withWords;
import static io.github.cameltranscription.subtitle.Speech.word;
import static org.assertj.core.api.Assertions.assertThat;

class CueSplittingTest {

    @Test
    void keepsAShortTextOnOneLine() {
        assertThat(lines("Один, два, три, четыре, пять, шесть, семь."))
                .containsExactly("Один, два, три, четыре, пять, шесть, семь.");
    }

    @Test
    void breaksLinesAfterPunctuationFirst() {
        assertThat(lines("Мы уже давно закончили отчёт, осталось только его подписать"))
                .containsExactly("Мы уже давно закончили отчёт,", "осталось только его подписать");
    }

    @Test
    void breaksLinesBeforeAConjunctionOrPreposition() {
        assertThat(lines("Новые документы привезли рано утром из главного офиса"))
                .containsExactly("Новые документы привезли рано утром", "из главного офиса");
        assertThat(lines("The new documents were brought early from the office"))
                .containsExactly("The new documents were brought early", "from the office");
    }

    @Test
    void knowsConjunctionsInCapitals() {
        assertThat(lines("НОВЫЕ ДОКУМЕНТЫ ПРИВЕЗЛИ РАНО УТРОМ ИЗ ГЛАВНОГО ОФИСА"))
                .containsExactly("НОВЫЕ ДОКУМЕНТЫ ПРИВЕЗЛИ РАНО УТРОМ", "ИЗ ГЛАВНОГО ОФИСА");
    }

    @Test
    void neverLeavesAPrepositionOrAnInitialAtTheEndOfALine() {
        assertThat(lines("Договор подписал директор завода А. С. Иванов вчера"))
                .noneMatch(line -> line.matches(".*\\b[А-Я]\\.$"));
        assertThat(lines("Встреча состоится завтра утром ровно в девять часов")).noneMatch(line -> line.endsWith(" в"));
    }

    @Test
    void breaksInTheMiddleWhereNothingElseDecides() {
        assertThat(lines("aaaa bbbb cccc dddd eeee ffff gggg hhhh iiii jjjj"))
                .containsExactly("aaaa bbbb cccc dddd eeee", "ffff gggg hhhh iiii jjjj");
    }

    @Test
    void keepsTheLayout() {
        Transcript transcript = transcript(segment(0, 30, "слово ".repeat(60)));

        for (Cue cue : CueBuilder.build(transcript, new CueLayout(20, 3), (speaker, emotion) -> 0)) {
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
        Segment segment = withWords(
                null,
                "Первое предложение здесь. Второе предложение тут.",
                word(1, 2, "Первое"),
                word(2, 3, "предложение"),
                word(3, 4.2, "здесь."),
                word(5.1, 6, "Второе"),
                word(6, 8, "предложение"),
                word(8, 9.5, "тут."));

        assertThat(cues(segment))
                .containsExactly(
                        new Cue(1_000, 4_200, null, "Первое предложение здесь."),
                        new Cue(5_100, 9_500, null, "Второе предложение тут."));
    }

    @Test
    void splitsAtALongPause() {
        Segment segment = withWords(
                null, "Ну вот и всё", word(0, 0.9, "Ну"), word(0.9, 1.8, "вот"), word(4, 5, "и"), word(5, 6, "всё"));

        assertThat(cues(segment))
                .containsExactly(new Cue(0, 1_800, null, "Ну вот"), new Cue(4_000, 6_000, null, "и всё"));
    }

    @Test
    void followsWordsThatLackPunctuationOrAreInParts() {
        Segment segment = withWords(
                null,
                "Кто-то «пришёл», а Вася ушёл.",
                word(0, 1, "кто"),
                word(1, 2, "-то"),
                word(2, 4, "пришел".replace('е', 'ё')),
                word(6, 6.5, "а"),
                word(6.5, 7.5, "вася"),
                word(7.5, 9, "ушёл"));

        assertThat(cues(segment))
                .containsExactly(
                        new Cue(0, 4_000, null, "Кто-то «пришёл»,"), new Cue(6_000, 9_000, null, "а Вася ушёл."));
    }

    @Test
    void followsWordsInPartsToTheLetter() {
        Segment segment = withWords(
                null,
                "Кто-то пришёл. Он-то ушёл.",
                word(0, 0.2, "кто"),
                word(0.2, 3, "-то"),
                word(3, 4, "пришёл"),
                word(6.5, 7, "он"),
                word(7, 8, "-то"),
                word(8, 9, "ушёл"));

        assertThat(cues(segment))
                .containsExactly(new Cue(0, 4_000, null, "Кто-то пришёл."), new Cue(6_500, 9_000, null, "Он-то ушёл."));
    }

    @Test
    void followsWordsThatDifferFromTheText() {
        Segment segment = withWords(
                null,
                "Стоит 25 рублей. Дорого, правда?",
                word(0, 1, "стоит"),
                word(1, 2, "двадцать"),
                word(2, 3, "пять"),
                word(3, 4, "рублей"),
                word(7, 8, "дорого"),
                word(8, 9, "правда"));

        assertThat(cues(segment))
                .containsExactly(
                        new Cue(0, 4_000, null, "Стоит 25 рублей."), new Cue(7_000, 9_000, null, "Дорого, правда?"));
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

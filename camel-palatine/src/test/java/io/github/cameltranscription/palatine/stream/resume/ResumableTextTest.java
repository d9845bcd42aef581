/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Live audio that is sent and received at the speed of speech; times are seconds. */
class ResumableTextTest {

    private ResumableText text = new ResumableText(true);

    private double now;

    private double sent;

    private static long nanos(double seconds) {
        return Math.round(seconds * 10) * TimeUnit.MILLISECONDS.toNanos(100);
    }

    private ResumableTextTest connect() {
        text.connected(nanos(now));
        return this;
    }

    /** Speaks until so many seconds of audio have been sent. */
    private ResumableTextTest speak(double until) {
        while (sent < until - 1e-6) {
            sent += 0.1;
            now = Math.max(now, sent);
            text.sent(nanos(sent), nanos(now));
            text.taken(nanos(sent), nanos(now), nanos(now));
        }
        return this;
    }

    private boolean hear(String chunk, String full) {
        return text.heard(chunk, full, nanos(now));
    }

    /** Such as {@code "1 раз|2 два"}: the words of the service, with the seconds of audio sent before each. */
    private ResumableTextTest speech(String words) {
        StringBuilder full = new StringBuilder();
        for (String word : words.split("\\|")) {
            String[] parts = word.split(" ");
            speak(Double.parseDouble(parts[0]));
            full.append(full.isEmpty() ? "" : " ").append(parts[1]);
            hear(parts[1], full.toString());
        }
        return this;
    }

    private double cut() {
        sent = text.cut(0, true) / 1e9;
        return sent;
    }

    /** Found by the simulation: only the last word, of which half had been spoken, could come again. */
    @Test
    void aHalfWordThatComesAgainAsAnotherWordKeepsTheWordsBefore() {
        connect().speech("1 раз").speak(20);
        long kept = text.neededFrom();
        hear("дв", "раз дв");
        sent = text.cut(kept, true) / 1e9;
        connect().speak(21);
        hear("два", "два");
        hear("три", "два три");
        speak(40);
        hear("четыре", "два три четыре");

        assertThat(text.text()).isEqualTo("раз два три четыре");
    }

    @Test
    void aPartialGivesTheNewWords() {
        connect().speak(1);

        assertThat(hear("раз", "раз")).isTrue();
        assertThat(text.changedText()).isEqualTo("раз");
        assertThat(text.changedAfter()).isNull();
        speak(2);
        assertThat(hear("три", "раз два три")).isTrue();
        assertThat(text.changedText()).isEqualTo("два три");
        assertThat(text.changedAfter().arrival().sent()).isEqualTo(nanos(1));
        assertThat(hear("три", "раз два три")).as("the same again").isFalse();
        assertThat(text.text()).isEqualTo("раз два три");
        assertThat(text.count()).isEqualTo(3);
    }

    @ParameterizedTest(name = "{0}, then {2}: {3}")
    @CsvSource({
        // A revision.
        "раз два три, три четыре, раз дважды три четыре, раз дважды три четыре",
        "раз два, двадцать, раз двадцать, раз двадцать",
        "раз два, два., раз два., раз два.",
        "раз два три, два, раз два, раз два",
        "раз два, два, рас два, рас два",
        "раз, дважды, раз два, раз два",
        // No full text.
        "раз, два, , раз два",
        "раз, '', , раз",
        // A new utterance, a second later.
        "раз два, четыре, четыре, раз два четыре",
        "раз два, четыре пять, четыре пять, раз два четыре пять",
        "раз два, раз, раз, раз два раз",
        "раз, два, два, раз два",
        "да, да, да, да да",
        "да, да конечно, да конечно, да да конечно",
        "раз два три, пять, четыре пять, раз два три четыре пять"
    })
    void aPartialRevisesContinuesOrBeginsAnUtterance(String full, String chunk, String next, String expected) {
        connect().speak(1);
        hear(full, full);
        speak(2.5);

        hear(chunk, next);

        assertThat(text.text()).isEqualTo(expected);
        assertThat(text.words()).hasSize(expected.split(" ").length);
    }

    @Test
    void withoutAPauseTheLastWordIsRevised() {
        connect().speak(1);
        hear("дв", "дв");
        speak(1.3);
        hear("два", "два");

        assertThat(text.text()).isEqualTo("два");
    }

    @Test
    void chunksThatRepeatTheWholeTextBeginNoUtterance() {
        connect().speak(1);
        hear("раз", "раз");
        speak(1.3);
        hear("раз два", "раз два");
        speak(4);
        hear("раз два три", "раз два три");

        assertThat(text.text()).isEqualTo("раз два три");
    }

    @Test
    void audioIsSentAgainFromBeforeTheLastCertainWord() {
        connect().speech("1 раз|2 два|3 три|4 четыре");

        double from = cut();

        assertThat(from).as("the letters of раз два: more is not certain").isEqualTo(0.18);
        connect().speak(4.5);
        assertThat(hear("три", "два три")).as("known words").isFalse();
        assertThat(hear("пять", "два три четыре пять")).isTrue();
        assertThat(text.changedText()).isEqualTo("пять");
        assertThat(text.text()).isEqualTo("раз два три четыре пять");
    }

    @Test
    void silenceThatTheServiceReceivedLongAgoIsNotSentAgain() {
        connect().speech("1 раз|2 два").speak(30);

        assertThat(cut()).isBetween(20.0, 22.0);
    }

    @Test
    void audioThatTheServiceHasNotReceivedIsSentAgain() {
        connect().speech("1 раз|2 два|3 три").speak(10);
        for (; sent < 30; sent += 0.1) {
            text.sent(nanos(sent), nanos(sent));
        }
        now = 30;

        assertThat(cut()).isLessThan(9);
    }

    @Test
    void audioIsSentAgainFromBeforeRepeatedWords() {
        connect().speech("1 раз|2 да|3 да|4 да|5 да|6 да|7 да|8 да|9 да|10 да");

        assertThat(cut()).as("behind the letters of раз").isEqualTo(0.09);
    }

    @Test
    void audioThatIsNotKeptCannotBeSentAgain() {
        connect().speech("1 раз|2 два|3 три");

        assertThat(text.cut(nanos(2), true)).isNegative();
    }

    @Test
    void audioIsNeededAfterACutUntilTheTextsAreJoined() {
        connect().speech("1 раз|2 два|3 три|4 четыре");
        double from = cut();
        connect().speak(20);

        assertThat(text.neededFrom()).isEqualTo(180_000_000L);
        assertThat(cut()).isEqualTo(from);
        assertThat(text.text()).isEqualTo("раз два три четыре");
    }

    @Test
    void aConnectionWithoutNewWordsChangesNothing() {
        connect().speech("1 раз|2 два|3 три");
        cut();
        connect();
        text.finished();

        assertThat(text.text()).isEqualTo("раз два три");
    }

    @Test
    void knownWordsAreSkippedIfAllAudioIsSentAgain() {
        text = new ResumableText(false);
        connect();
        hear("три", "раз два три");
        assertThat(cut()).isZero();
        connect();

        assertThat(hear("раз", "раз")).isFalse();
        assertThat(hear("два", "раз два")).isFalse();
        assertThat(hear("четыре", "раз два три четыре")).isTrue();
        assertThat(text.text()).isEqualTo("раз два три четыре");
        assertThat(text.cut(1, true)).as("all of it, or nothing").isNegative();
    }

    @Test
    void aCutBeforeAnyWordJoinsNothing() {
        cut();
        connect().speak(1);

        assertThat(hear("раз", "раз")).isTrue();
        assertThat(text.text()).isEqualTo("раз");
    }

    private static RecognizedWord word(String text) {
        return RecognizedWord.of(text, new WordArrival(10_000_000_000L, 0, true), 1_000_000_000L, 0);
    }

    @ParameterizedTest
    @CsvSource({
        "Привет, привет",
        "'привет,', привет",
        "«Ёлка», елка",
        "ёж, еж",
        "ЕЩЁ!, еще",
        "кто-то, ктото",
        "А4…, а4",
        "—, —",
        "..., ..."
    })
    void wordsAreComparedByTheirLetters(String text, String letters) {
        assertThat(word(text).letters()).isEqualTo(letters);
    }

    @Test
    void aMarkAtTheEndOfAWordEndsTheSentence() {
        assertThat(Stream.of("да.", "да?", "да!", "да…", "да..."))
                .allMatch(text -> word(text).endsSentence());
        assertThat(Stream.of("да", "да,", "д.а", "да:", "«да.»"))
                .noneMatch(text -> word(text).endsSentence());
    }

    @Test
    void aWordCannotEndBeforeItsLettersAreSpoken() {
        assertThat(word("раз").earliestEnd()).isEqualTo(1_090_000_000L);
        assertThat(word("достопримечательность").earliestEnd()).isEqualTo(1_150_000_000L);
        assertThat(RecognizedWord.of("раз", new WordArrival(1_000_000_000L, 0, true), 990_000_000L, 0)
                        .earliestEnd())
                .as("nor behind what was sent")
                .isEqualTo(1_000_000_000L);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OverlapTest {

    /** Such as {@code "раз@3 два@5-8"}: words, with the block that they are of, or the first and the last that it can be. */
    private static List<SpokenWord> words(String text, boolean paced) {
        List<SpokenWord> words = new ArrayList<>();
        for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
            String[] parts = word.split("[@-]");
            long earliest = Long.parseLong(parts[1]);
            long latest = Long.parseLong(parts[parts.length - 1]);
            Duration sent = CoveredAudio.BLOCK.multipliedBy(latest);
            words.add(new SpokenWord(parts[0], new Moment(earliest, latest, sent, sent, paced)));
        }
        return words;
    }

    private static int skip(String known, long block, String again, boolean complete) {
        return Overlap.from(words(known, true), block).skip(words(again, true), complete);
    }

    private static int skip(String known, long block, String again) {
        return skip(known, block, again, true);
    }

    @Test
    void nothingKnownIsNothingToPassOver() {
        assertThat(Overlap.none().skip(words("раз@1", true), false)).isZero();
        assertThat(skip("", 0, "раз@1", false)).isZero();
        assertThat(skip("раз@3", 3, "раз@4", false))
                .as("what came before the audio that is sent again cannot be of it")
                .isZero();
    }

    @Test
    void nothingSaidYetDecidesNothing() {
        assertThat(skip("раз@3", 0, "", false)).isEqualTo(Overlap.UNDECIDED);
        assertThat(skip("раз@3", 0, "", true)).isZero();
    }

    @Test
    void allKnownWordsArePassedOver() {
        assertThat(skip("раз@1 два@2 три@3", 0, "раз@1 два@2 три@3 четыре@4", false))
                .isEqualTo(3);
        assertThat(skip("раз@1 два@2 три@3", 0, "раз@1 два@2 три@3", false)).isEqualTo(3);
    }

    @Test
    void asLongAsKnownWordsMayFollowNothingIsDecided() {
        assertThat(skip("раз@1 два@2 три@3", 0, "раз@1 два@2", false)).isEqualTo(Overlap.UNDECIDED);
        assertThat(skip("раз@1 два@2 три@3", 0, "раз@1 два@2", true)).isEqualTo(2);
    }

    @Test
    void theOverlapMayBeginAtAnyKnownWord() {
        assertThat(skip("раз@1 два@2 три@3", 0, "два@2 три@3 четыре@4")).isEqualTo(2);
        assertThat(skip("раз@1 два@2 три@3", 0, "три@3 четыре@4")).isEqualTo(1);
    }

    @Test
    void otherPunctuationAndCapitalsAreTheSameWord() {
        assertThat(skip("Привет,@1 ещё@2", 0, "привет@1 Еще.@2 раз@3")).isEqualTo(2);
    }

    @Test
    void theSameWordMuchLaterIsANewOne() {
        assertThat(skip("да@3", 2, "да@6", false)).isZero();
        assertThat(skip("да@3", 2, "да@5"))
                .as("two blocks later it may be the same")
                .isEqualTo(1);
    }

    @Test
    void theRestOfAWordAtTheBeginningIsPassedOver() {
        assertThat(skip("раз@3 привет@4 два@5", 3, "вет@4 два@5 три@6")).isEqualTo(2);
        assertThat(skip("раз@3 привет@4", 3, "вет@4 три@6")).isEqualTo(1);
        assertThat(skip("привет@4", 3, "вет@4")).isEqualTo(1);
    }

    @Test
    void theRestOfAWordThatIsNotKnownAnyMoreIsPassedOverWhereTwoWordsFollow() {
        assertThat(skip("раз@4 два@5", 3, "вет@4-9 раз@4-9 два@5-9 три@6-9")).isEqualTo(3);
        assertThat(skip("да@4", 3, "нет@4-9 да@5-9 три@6-9"))
                .as("one word is not enough to tell")
                .isZero();
    }

    @Test
    void ofAWordThatOthersFollowTheRestMayBeAlone() {
        assertThat(skip("привет@4 два@5", 3, "вет@4")).isEqualTo(1);
    }

    @Test
    void aWordThatOnlyLooksLikeTheRestOfOneIsNew() {
        assertThat(skip("три@4", 3, "и@20 вот@21")).isZero();
        assertThat(skip("три@4", 3, "и@20")).isZero();
    }

    @Test
    void aSingleWordThatIsNotKnownMayBeTheRestOfOne() {
        assertThat(skip("раз@4 два@5", 3, "вет@4", false)).isEqualTo(Overlap.UNDECIDED);
        assertThat(skip("раз@4 два@5", 3, "четыре@20", false))
                .as("so much later it is not")
                .isZero();
        assertThat(skip("раз@4 два@5", 3, "четыре@8", false)).isZero();
        assertThat(skip("раз@4 два@5", 3, "четыре@7", false)).isEqualTo(Overlap.UNDECIDED);
    }

    @Test
    void speechThatIsRecognisedOtherwiseTheSecondTimeIsPassedOverByItsTimes() {
        assertThat(skip("раз@3 два@5 три@8", 2, "рос@3 тва@5 тли@7 четыре@9")).isEqualTo(3);
        assertThat(skip("раз@3 два@5 три@8", 2, "рос@3 тва@5 четыре@9 пять@10")).isEqualTo(2);
    }

    @Test
    void theLastWordMayBeRecognisedOtherwiseToo() {
        assertThat(skip("раз@3 два@5 три@8", 2, "рос@3 тва@5 тли@8 четыре@9")).isEqualTo(3);
        assertThat(skip("раз@3 три@8", 2, "рос@3 тли@8"))
                .as("and nothing new may follow")
                .isEqualTo(2);
    }

    @Test
    void aWordThatIsRecognisedOtherwiseDoesNotHideThoseAfterIt() {
        assertThat(skip("раз@3 два@5 три@8", 2, "рос@3 два@5 три@8 четыре@9")).isEqualTo(3);
        assertThat(skip("раз@3 два@5 три@8", 2, "раз@3 тва@5 три@8 четыре@9")).isEqualTo(3);
        assertThat(skip("раз@3 три@8", 2, "рос@3 три@8-9 четыре@9-10")).isEqualTo(2);
    }

    @Test
    void ofRepeatedWordsTheirNumberDecides() {
        assertThat(skip("да@4 да@4 да@5", 3, "да@4 да@4 да@5 да@6 да@7")).isEqualTo(3);
    }

    @Test
    void ofRepeatedWordsThoseBeforeTheAudioSentAgainAreNotCounted() {
        // All may be of block 1 to 6; the audio from block 4 on comes again, so about two of them do.
        List<SpokenWord> known = words("да@1-6 да@2-6 да@3-6 да@4-6 да@5-6 да@6", false);

        assertThat(Overlap.from(known, 4).skip(words("да@5-6 да@6 да@7-8 да@8", false), true))
                .isEqualTo(2);
    }

    private static int skipUnpaced(String known, long block, String again) {
        return Overlap.from(words(known, false), block).skip(words(again, false), true);
    }

    @Test
    void ofTwoWordsThatAreTheSameOneMayComeAgain() {
        assertThat(skipUnpaced("да@4-9 да@5-9", 4, "да@5-9 да@6-9 три@7-9")).isEqualTo(1);
        assertThat(skipUnpaced("да@3-9 да@4-9", 4, "да@5-9 да@6-9 три@7-9"))
                .as("a word that matches is never all new")
                .isEqualTo(1);
    }

    @Test
    void wordsRepeatOnlyWhereAtLeastHalfOfThemDo() {
        assertThat(skipUnpaced("да@2-9 нет@3-9 вот@4-9 да@5-9", 4, "да@5-9 нет@5-9 вот@6-9 да@7-9 пять@8-9"))
                .isEqualTo(4);
    }

    @Test
    void ofTwoNumbersOfRepetitionsThatFitAsWellTheLargerOneCounts() {
        assertThat(skipUnpaced("да@4-9 нет@5-9 да@6-9 нет@7-9", 4, "да@4-9 нет@5-9 да@6-9 нет@7-9 пять@8-9"))
                .isEqualTo(4);
    }

    @Test
    void wherePacedTheLatestBlockTellsHowManyComeAgain() {
        List<SpokenWord> known = words("да@1-2 да@2-3 да@3-4 да@4-5 да@5-6", true);

        assertThat(Overlap.from(known, 4).skip(words("да@5-6 да@6 да@7 да@8 да@9", true), true))
                .isEqualTo(2);
    }

    @Test
    void whereAllComesAgainTheNumberOfWordsDecides() {
        Overlap all = Overlap.ofAll(words("раз@1 два@2", true));

        assertThat(all.skip(words("", true), false)).isEqualTo(Overlap.UNDECIDED);
        assertThat(all.skip(words("рос@1 тва@2", true), false)).isEqualTo(Overlap.UNDECIDED);
        assertThat(all.skip(words("рос@1 тва@2 три@3", true), false)).isEqualTo(2);
        assertThat(all.skip(words("рос@1", true), true)).isEqualTo(1);
    }
}

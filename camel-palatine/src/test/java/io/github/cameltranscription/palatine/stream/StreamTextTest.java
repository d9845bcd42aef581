/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class StreamTextTest {

    private final StreamText text = new StreamText();

    /** What came when so many blocks had been sent, and no more can have been worked on. */
    private static Moment at(long block) {
        return between(block, block);
    }

    private static Moment between(long earliest, long latest) {
        Duration sent = CoveredAudio.BLOCK.multipliedBy(latest);
        return new Moment(earliest, latest, sent, sent, true);
    }

    private boolean hear(String fullText, Moment moment) {
        String[] words = fullText.split(" ");
        return text.hear(words[words.length - 1], fullText, moment);
    }

    @Test
    void nothingHasBeenSaidAtFirst() {
        assertThat(text.text()).isEmpty();
        assertThat(text.words()).isEmpty();
        assertThat(text.changedText()).isEmpty();
        assertThat(text.changedAfter()).isZero();
    }

    @Test
    void eachPartialBringsWhatIsNew() {
        assertThat(hear("раз", at(2))).isTrue();
        assertThat(text.changedText()).isEqualTo("раз");
        assertThat(text.changedAfter()).isZero();
        assertThat(hear("раз два три", at(5))).isTrue();
        assertThat(text.changedText()).isEqualTo("два три");
        assertThat(text.changedAfter()).isEqualTo(Duration.ofMillis(600));
        assertThat(text.text()).isEqualTo("раз два три");
        assertThat(text.words())
                .extracting(SpokenWord::text, word -> word.moment().latestBlock())
                .containsExactly(tuple("раз", 2L), tuple("два", 5L), tuple("три", 5L));
    }

    @Test
    void aPartialThatSaysTheSameAgainBringsNothing() {
        hear("раз", at(2));

        assertThat(hear("раз", at(3))).isFalse();
        assertThat(text.words().get(0).moment()).isEqualTo(at(2));
    }

    @Test
    void aPartialWithoutTheFullTextIsAddedToWhatIsKnown() {
        text.hear("раз", null, at(1));
        assertThat(text.hear("", null, at(2))).isFalse();
        assertThat(text.hear("два", null, at(3))).isTrue();

        assertThat(text.changedText()).isEqualTo("два");
        assertThat(text.text()).isEqualTo("раз два");
    }

    @Test
    void aRevisionChangesTheWordsThatDifferAndThoseBehindThem() {
        hear("раз два три", at(2));

        assertThat(hear("раз дважды три четыре", at(4))).isTrue();
        assertThat(text.changedText()).isEqualTo("дважды три четыре");
        assertThat(text.changedAfter()).isEqualTo(Duration.ofMillis(600));
        assertThat(text.text()).isEqualTo("раз дважды три четыре");
        assertThat(text.words()).hasSize(4);
        assertThat(text.words().get(0).moment()).isEqualTo(at(2));
        assertThat(text.words().get(2).moment()).isEqualTo(at(4));
    }

    @Test
    void aLongerFormOfTheLastWordIsARevisionToo() {
        hear("раз два", at(2));

        assertThat(hear("раз двадцать", at(3))).isTrue();
        assertThat(text.changedText()).isEqualTo("двадцать");
        assertThat(text.words()).hasSize(2);
        assertThat(hear("раз двадцать.", at(4))).isTrue();
        assertThat(text.changedText()).isEqualTo("двадцать.");
        assertThat(text.text()).isEqualTo("раз двадцать.");
    }

    @Test
    void aRevisionMayTakeWordsBack() {
        hear("раз два три", at(2));

        assertThat(hear("раз два", at(3))).isFalse();
        assertThat(text.text()).isEqualTo("раз два");
        assertThat(text.words()).hasSize(2);
    }

    @Test
    void aRevisionMayChangeTheFirstWord() {
        hear("раз два", at(2));

        assertThat(hear("рас два", at(3))).isTrue();
        assertThat(text.changedText()).isEqualTo("рас два");
        assertThat(text.changedAfter()).isZero();
        assertThat(text.words()).hasSize(2);
    }

    @Test
    void blanksAreNoWords() {
        text.hear("раз", "раз  \n два", at(1));

        assertThat(text.words()).extracting(SpokenWord::text).containsExactly("раз", "два");
        assertThat(text.text()).as("as the service says it").isEqualTo("раз  \n два");
    }

    @Test
    void otherBlanksAreNoRevision() {
        hear("раз  два", at(1));

        assertThat(hear("раз два три", at(2))).isTrue();
        assertThat(text.changedText()).isEqualTo("три");
    }

    @Test
    void afterACutTheSameWordsAreNotSaidTwice() {
        hear("раз", at(3));
        hear("раз два", at(4));
        hear("раз два три", at(6));
        text.reconnecting(3, false);

        assertThat(hear("два", at(4))).as("more of them must come").isFalse();
        assertThat(hear("два три", at(6))).isFalse();
        assertThat(hear("два три четыре", at(8))).isTrue();
        assertThat(text.changedText()).isEqualTo("четыре");
        assertThat(text.changedAfter()).isEqualTo(Duration.ofMillis(1800));
        assertThat(text.text()).isEqualTo("раз два три четыре");
    }

    @Test
    void newWordsAfterACutFollowTheEarlierOnes() {
        hear("раз", at(1));
        text.reconnecting(10, false);

        assertThat(text.text()).isEqualTo("раз");
        assertThat(text.changedText()).isEmpty();
        assertThat(hear("два", at(12))).isTrue();
        assertThat(text.changedText()).isEqualTo("два");
        assertThat(text.changedAfter()).isEqualTo(Duration.ofMillis(300));
        assertThat(hear("два три", at(14))).isTrue();
        assertThat(text.changedText()).isEqualTo("три");
        assertThat(text.text()).isEqualTo("раз два три");
    }

    @Test
    void aCutBeforeAnyWordJoinsNothing() {
        text.reconnecting(0, false);

        assertThat(text.text()).isEmpty();
        assertThat(hear("раз", at(1))).isTrue();
        assertThat(text.text()).isEqualTo("раз");
    }

    @Test
    void aCutAfterWhichNothingMoreIsSaidChangesNothing() {
        hear("раз два", at(2));
        text.reconnecting(0, false);
        text.finish();

        assertThat(text.text()).isEqualTo("раз два");
        assertThat(text.words()).hasSize(2);
    }

    @Test
    void aCutAfterWhichOnlyKnownWordsComeChangesNothing() {
        hear("раз два", at(2));
        text.reconnecting(0, false);
        hear("раз", at(2));
        text.finish();

        assertThat(text.text()).isEqualTo("раз два");
    }

    @Test
    void aWordThatCouldNotBeToldAtOnceIsThereAtTheEnd() {
        hear("раз", at(4));
        text.reconnecting(2, false);

        assertThat(hear("четыре", between(3, 6))).isFalse();
        assertThat(text.text()).isEqualTo("раз");
        text.finish();
        assertThat(text.text()).isEqualTo("раз четыре");
        assertThat(text.words()).extracting(SpokenWord::text).containsExactly("раз", "четыре");
    }

    @Test
    void twoCutsInARowLoseNothing() {
        hear("раз два", at(3));
        text.reconnecting(1, false);
        hear("два", at(3));
        text.reconnecting(1, false);
        assertThat(text.text()).isEqualTo("раз два");
        hear("два три", at(5));

        assertThat(text.text()).isEqualTo("раз два три");
    }

    @Test
    void twoCutsWithWordsBetweenThemJoinAllThree() {
        hear("раз два", at(3));
        text.reconnecting(2, false);
        hear("два три", at(5));
        text.reconnecting(4, false);
        hear("три четыре", at(7));
        hear("три четыре пять", at(8));

        assertThat(text.text()).isEqualTo("раз два три четыре пять");
        assertThat(text.words()).hasSize(5);
    }

    @Test
    void aWordThatCouldNotBeToldYetIsNotLostWhenTheNextConnectionBreaksBehindIt() {
        hear("раз", at(4));
        text.reconnecting(2, false);
        assertThat(hear("четыре", between(3, 6))).isFalse();
        // Long silence: what the third connection gets begins behind the word.
        text.reconnecting(40, false);
        hear("пять", at(50));

        assertThat(text.text()).isEqualTo("раз четыре пять");
    }

    @Test
    void aFragmentThatCouldNotBeToldYetIsNoWordWhenTheNextConnectionBreaks() {
        hear("раз привет", at(4));
        text.reconnecting(3, false);
        assertThat(hear("ивет", between(4, 6))).isFalse();
        text.reconnecting(1, false);
        hear("привет", at(4));
        hear("привет два", at(6));

        assertThat(text.text()).isEqualTo("раз привет два");
    }

    @Test
    void whereAllAudioIsSentAgainSoManyWordsArePassedOver() {
        hear("раз два", at(2));
        text.reconnecting(0, true);

        assertThat(hear("рас", at(1))).isFalse();
        assertThat(hear("рас два", at(2))).isFalse();
        assertThat(hear("рас два три", at(3))).isTrue();
        assertThat(text.changedText()).isEqualTo("три");
        assertThat(text.text()).isEqualTo("раз два три");
    }

    @Test
    void whereAllAudioIsSentAgainTwiceNothingIsSaidTwice() {
        hear("раз два", at(2));
        text.reconnecting(0, true);
        hear("раз", at(1));
        text.reconnecting(0, true);
        hear("раз два три", at(3));
        text.reconnecting(0, true);
        hear("раз два три", at(3));
        hear("раз два три четыре", at(4));

        assertThat(text.text()).isEqualTo("раз два три четыре");
    }

    @Test
    void revisionsAfterACutReachBackNoFurtherThanTheCut() {
        hear("раз два", at(3));
        text.reconnecting(1, false);
        hear("два три", at(5));

        assertThat(hear("две трижды", at(6))).isTrue();
        assertThat(text.changedText()).isEqualTo("трижды");
        assertThat(text.text()).isEqualTo("раз два трижды");
        assertThat(hear("две", at(7))).isFalse();
        assertThat(text.text()).isEqualTo("раз два");
    }
}

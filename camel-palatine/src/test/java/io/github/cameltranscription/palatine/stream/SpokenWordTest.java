/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpokenWordTest {

    private static SpokenWord word(String text) {
        return new SpokenWord(text, new Moment(1, 1, Duration.ZERO, Duration.ZERO, true));
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

    @ParameterizedTest
    @ValueSource(strings = {"да.", "да?", "да!", "да…", "да..."})
    void aSentenceEndsWithItsMark(String text) {
        assertThat(word(text).endsSentence()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"да", "да,", "д.а", "да:", "«да.»"})
    void anythingElseDoesNotEndIt(String text) {
        assertThat(word(text).endsSentence()).isFalse();
    }

    @Test
    void aMomentIsLikelyTheLatestBlockWherePacedAndTheEarliestWhereNot() {
        assertThat(new Moment(3, 7, Duration.ZERO, Duration.ZERO, true).likelyBlock())
                .isEqualTo(7);
        assertThat(new Moment(3, 7, Duration.ZERO, Duration.ZERO, false).likelyBlock())
                .isEqualTo(3);
    }
}

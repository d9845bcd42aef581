/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream.resume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RecognizedWordTest {

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
    void aWordCannotEndBeforeItsLettersAreSpoken() {
        assertThat(word("раз").earliestEnd()).isEqualTo(1_090_000_000L);
        assertThat(word("достопримечательность").earliestEnd()).isEqualTo(1_150_000_000L);
        assertThat(RecognizedWord.of("раз", new WordArrival(1_000_000_000L, 0, true), 990_000_000L, 0)
                        .earliestEnd())
                .as("nor behind what was sent")
                .isEqualTo(1_000_000_000L);
    }
}

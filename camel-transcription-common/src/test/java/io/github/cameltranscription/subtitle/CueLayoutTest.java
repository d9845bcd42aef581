/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.subtitle;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CueLayoutTest {

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

        assertThat(CueBuilder.build(
                        Speech.transcript(Speech.segment(0, 5, "слово ".repeat(100))),
                        unlimited,
                        (speaker, emotion) -> 0))
                .singleElement()
                .matches(cue -> !cue.text().contains("\n"));
    }
}

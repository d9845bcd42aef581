/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.audio;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextInputTest {

    @Test
    void whatWasSaidIsNotToldToALog() {
        assertThat(new TextInput("meeting.wav", "a secret plan")).hasToString("meeting.wav (13 characters)");
    }
}

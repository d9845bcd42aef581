/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutsideTextTest {

    @Test
    void whatEndsALineOrTurnsItIsWrittenAsAnEscape() {
        assertThat(OutsideText.printable("a\r\nb\tc\u001b[31m\u0085\u2028\u2029\u202e\u2066\u200e"))
                .isEqualTo("a\\r\\nb\\tc\\u001b[31m\\u0085\\u2028\\u2029\\u202e\\u2066\\u200e");
        assertThat(OutsideText.printable("Ёлка \uD83D\uDC68\u200D\uD83D\uDC69 \\n"))
                .isEqualTo("Ёлка \uD83D\uDC68\u200D\uD83D\uDC69 \\n");
        assertThat(OutsideText.printable(null)).isNull();
    }

    @Test
    void aFailureIsOneLineOfALog() {
        TranscriptionException failure = ErrorCategory.JOB_FAILED.toException(
                ErrorDetails.of("palatine", "status", "bad\r\nINFO all is well").withJobId("job\n1"));

        assertThat(failure.getMessage())
                .isEqualTo("palatine status: bad\\r\\nINFO all is well (JOB_FAILED, job job\\n1)");
        assertThat(failure.getProviderMessage()).isEqualTo("bad\\r\\nINFO all is well");
    }

    @ParameterizedTest
    @CsvSource({
        "job-1, job-1",
        "' 7 ', 7",
        "a..b, a..b",
        "задача:1, задача:1",
        "0x1F?#%, 0x1F?#%",
        "\uD83D\uDE00, \uD83D\uDE00"
    })
    void anIdIsTakenAsItIs(String text, String id) {
        assertThat(OutsideText.identifier(text)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "..",
                "a/b",
                "../x",
                "false",
                "null",
                "a\\b",
                "a\nb",
                "a\u0000b",
                "a\u2028b",
                "\u202ea",
                "a\u200bb",
                "\ud800"
            })
    void whatIsNoIdIsNone(String text) {
        assertThat(OutsideText.identifier(text)).isNull();
        assertThat(OutsideText.identifier("x".repeat(201))).isNull();
        assertThat(OutsideText.identifier(null)).isNull();
    }
}

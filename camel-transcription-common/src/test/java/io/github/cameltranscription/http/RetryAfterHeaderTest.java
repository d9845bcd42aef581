/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0", "120, 120000", " 7 , 7000", "1.5, 1500"})
    void secondsAreRead(String value, long millis) {
        assertThat(RetryAfterHeader.parse(value, NOW)).isEqualTo(Duration.ofMillis(millis));
    }

    /** With it, a 503 says that the recording was rejected; the governor decides how long to wait. */
    @ParameterizedTest
    @ValueSource(strings = {"2147483648", "1000000000000000000", "99999999999999999999999"})
    void aNumberOfSecondsThatIsTooLargeIsAVeryLongTime(String value) {
        assertThat(RetryAfterHeader.parse(value, NOW)).isGreaterThan(Duration.ofDays(1000));
    }

    @Test
    void aDateIsTheTimeUntilThen() {
        assertThat(RetryAfterHeader.parse("Sat, 21 Nov 2026 10:02:30 GMT", NOW)).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void aDateInThePastIsNow() {
        assertThat(RetryAfterHeader.parse("Sat, 21 Nov 2026 09:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "soon", "-1", "NaN", "Infinity", "Sat, 99 Nov 2026 10:02:30 GMT"})
    void whatMakesNoSenseIsNoRetryAfter(String value) {
        assertThat(RetryAfterHeader.parse(value, NOW)).isNull();
    }
}

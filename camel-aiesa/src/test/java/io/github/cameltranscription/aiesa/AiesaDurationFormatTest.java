/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AiesaDurationFormatTest {

    @ParameterizedTest
    @CsvSource({
        "PT5S, 00:05, 00:00:05, 00:01, 5",
        "PT0.001S, 00:01, 00:00:01, 00:01, 1",
        "PT59.5S, 01:00, 00:01:00, 00:01, 60",
        "PT1M, 01:00, 00:01:00, 00:01, 60",
        "PT1M0.000000001S, 01:01, 00:01:01, 00:02, 61",
        "PT59M59S, 59:59, 00:59:59, 01:00, 3599",
        "PT1H, 60:00, 01:00:00, 01:00, 3600",
        "PT2H30M15S, 150:15, 02:30:15, 02:31, 9015",
        "PT100H, 6000:00, 100:00:00, 100:00, 360000"
    })
    void aLengthIsWrittenRoundedUp(
            Duration length, String minutes, String hours, String withoutSeconds, String seconds) {
        assertThat(AiesaDurationFormat.of("mm:ss").write(length)).isEqualTo(minutes);
        assertThat(AiesaDurationFormat.of("hh:mm:ss").write(length)).isEqualTo(hours);
        assertThat(AiesaDurationFormat.of("hh:mm").write(length)).isEqualTo(withoutSeconds);
        assertThat(AiesaDurationFormat.of("seconds").write(length)).isEqualTo(seconds);
    }

    @Test
    void anUnknownFormatNamesThoseThereAre() {
        assertThatThrownBy(() -> AiesaDurationFormat.of("iso"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("durationFormat \"iso\" is not one of mm:ss, hh:mm:ss, hh:mm, seconds");
        assertThatThrownBy(() -> AiesaDurationFormat.of(null)).hasMessageContaining("durationFormat \"null\"");
    }
}

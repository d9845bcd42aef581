/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.benchmarks.report.Measurement;
import io.github.cameltranscription.benchmarks.report.Rounds;
import io.github.cameltranscription.benchmarks.report.Row;
import io.github.cameltranscription.benchmarks.report.Target;

import static org.assertj.core.api.Assertions.assertThat;

class MeasurementTest {

    @Test
    void theMedianIsTheMiddle() {
        assertThat(new Measurement(List.of(3.0, 1.0, 8.0)).median()).isEqualTo(3);
        assertThat(new Measurement(List.of(4.0, 1.0, 8.0, 2.0)).median()).isEqualTo(3);
        assertThat(new Measurement(List.of(3.0, 1.0, 8.0)).toText(1)).isEqualTo("3.0 (1.0-8.0)");
    }

    @Test
    void ratiosAreMadeRoundByRound() throws Exception {
        double[] figures = {10, 12, 30, 20};
        int[] next = {0};
        Rounds rounds = Rounds.alternate(
                2, () -> Map.of("figure", figures[next[0]++]), () -> Map.of("figure", figures[next[0]++]));

        // The second round measures ours first.
        assertThat(rounds.ratio("figure").values()).containsExactly(1.2, 1.5);
        assertThat(rounds.ratioRow("ratio", Target.atMostTimes(1.3), "figure", 0))
                .isEqualTo(new Row("ratio", "at most 1.3 x", "15 (10-20)", "21 (12-30)", "1.35 (1.20-1.50)", "FAIL"));
        assertThat(rounds.ratioRow("ratio", Target.atMostTimes(1.4), "figure", 0)
                        .isMissed())
                .isFalse();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class StreamPaceTest extends StreamTestBase {

    private static final long MILLISECOND = 1_000_000;
    private static final Duration LATENCY = Duration.ofMillis(82);

    @Test
    void aLoneBlockTakesTheLatency() {
        StreamPace pace = new StreamPace(LATENCY, 0.19);

        assertThat(pace.due(0, 0.3)).isEqualTo(82 * MILLISECOND);
        assertThat(pace.due(300 * MILLISECOND, 0.3)).isEqualTo(382 * MILLISECOND);
    }

    @Test
    void blocksThatComeAtOnceWaitForEachOther() {
        StreamPace pace = new StreamPace(LATENCY, 0.19);

        assertThat(pace.due(0, 0.3)).isEqualTo(82 * MILLISECOND);
        assertThat(pace.due(0, 0.3)).isEqualTo((57 + 82) * MILLISECOND);
        assertThat(pace.due(0, 0.3)).isEqualTo((57 + 57 + 82) * MILLISECOND);
    }

    @Test
    void aSlowRecogniserIsSlowerThanTheLatency() {
        StreamPace pace = new StreamPace(LATENCY, 1);

        assertThat(pace.due(0, 0.3)).isEqualTo(300 * MILLISECOND);
        assertThat(pace.due(0, 0.3)).isEqualTo(600 * MILLISECOND);
    }

    @Test
    void withoutLatencyAndWorkNothingTakesTime() {
        StreamPace pace = new StreamPace(Duration.ZERO, 0);

        assertThat(pace.due(5, 0.3)).isEqualTo(5);
        assertThat(pace.due(5, 0.3)).isEqualTo(5);
    }

    @Test
    void thePublishedTimesAreTheDefault() throws Exception {
        start(ProviderSimulator.builder());
        StreamClient client = open();
        client.next("config");
        long sent = System.nanoTime();
        // Four blocks: the third and the fourth each finish a word.
        client.send(SpokenAudio.of("раз два три", RATE).pcm());

        client.next("partial");
        assertThat(since(sent)).isGreaterThanOrEqualTo(Duration.ofMillis(81));
        client.next("partial");
        assertThat(since(sent)).isGreaterThanOrEqualTo(Duration.ofMillis(57 + 57 + 81));
        client.next("partial");
        assertThat(since(sent)).isGreaterThanOrEqualTo(Duration.ofMillis(57 + 57 + 57 + 81));
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    void negativeTimesAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderSimulator.builder().streamLatency(LATENCY.negated()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderSimulator.builder().streamRealTimeFactor(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProviderSimulator.builder().streamRealTimeFactor(Double.NaN));
    }
}

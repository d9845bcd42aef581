/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PoliciesTest {

    private static final Duration FOREVER = Duration.ofDays(365);

    private static final PollPolicy POLICY =
            new PollPolicy(Duration.ofSeconds(2), 1.5, Duration.ofSeconds(30), Duration.ofHours(2));

    @Test
    void theFirstDelayHasNoJitter() {
        assertThat(POLICY.delay(0, FOREVER, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(POLICY.delay(0, FOREVER, 1)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void theFirstDelayMayBeLongerThanTheMaximumInterval() {
        PollPolicy policy = new PollPolicy(Duration.ofMinutes(5), 1, Duration.ofSeconds(10), FOREVER);

        assertThat(policy.delay(0, FOREVER, 0.5)).isEqualTo(Duration.ofMinutes(5));
        assertThat(policy.delay(1, FOREVER, 0.5)).isEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @CsvSource({"1, 3000", "2, 4500", "3, 6750", "6, 22781", "7, 30000", "100000, 30000"})
    void delaysGrowByTheMultiplierUpToTheMaximum(int poll, long millis) {
        assertThat(POLICY.delay(poll, FOREVER, 0.5).toMillis()).isEqualTo(millis);
    }

    @Test
    void aMultiplierOfOneKeepsTheInterval() {
        PollPolicy fixed = new PollPolicy(Duration.ofSeconds(2), 1, Duration.ofSeconds(30), FOREVER);

        assertThat(fixed.delay(50, FOREVER, 0.5)).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void jitterStaysWithinATenthEitherWayAndBelowTheMaximum() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        double smallest = 2;
        double largest = 0;
        for (int i = 0; i < 10_000; i++) {
            int poll = 1 + random.nextInt(5);
            double exact = 2e9 * Math.pow(1.5, poll);
            double ratio = POLICY.delay(poll, FOREVER, random.nextDouble()).toNanos() / exact;
            assertThat(ratio).as("poll %d, seed %d", poll, seed).isBetween(0.9 - 1e-9, 1.1 + 1e-9);
            smallest = Math.min(smallest, ratio);
            largest = Math.max(largest, ratio);
            assertThat(POLICY.delay(50, FOREVER, random.nextDouble()))
                    .as("seed %d", seed)
                    .isBetween(Duration.ofSeconds(27), Duration.ofSeconds(30));
        }
        assertThat(smallest).as("seed %d", seed).isLessThan(0.91);
        assertThat(largest).as("seed %d", seed).isGreaterThan(1.09);
    }

    @Test
    void everyDelayIsCutToWhatRemains() {
        Duration remaining = Duration.ofMillis(700);

        assertThat(POLICY.delay(0, remaining, 0.5)).isEqualTo(remaining);
        assertThat(POLICY.delay(9, remaining, 0.5)).isEqualTo(remaining);
        assertThat(POLICY.delay(9, Duration.ofMillis(-5), 0.5)).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.99, 0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aMultiplierThatDoesNotGrowIsRefused(double multiplier) {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new PollPolicy(second, multiplier, second, second))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("pollMultiplier " + multiplier
                        + " must be a number of at least 1: 1 polls at a fixed interval");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -5})
    void durationsThatAreNotPositiveAreRefusedByName(long millis) {
        Duration wrong = Duration.ofMillis(millis);
        Duration right = Duration.ofSeconds(1);
        String rest = " " + millis + "ms must be longer than 0: give a duration such as 2s";

        assertThatThrownBy(() -> new PollPolicy(wrong, 1, right, right)).hasMessage("initialDelay" + rest);
        assertThatThrownBy(() -> new PollPolicy(right, 1, wrong, right)).hasMessage("maxPollInterval" + rest);
        assertThatThrownBy(() -> new PollPolicy(right, 1, right, wrong)).hasMessage("jobTimeout" + rest);
    }

    @Test
    void durationsThatNoClockCanCountAreRefusedByName() {
        Duration wrong = Duration.ofMillis(Long.MAX_VALUE);
        Duration right = Duration.ofSeconds(1);

        assertThatThrownBy(() -> new PollPolicy(right, 1, right, wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "jobTimeout " + Long.MAX_VALUE + "ms must be at most 36500 days: give a duration such as 2h");
    }

    @ParameterizedTest
    @CsvSource({"1, 500", "2, 1000", "3, 2000", "6, 16000", "7, 30000", "5000, 30000"})
    void delaysDoubleUpToHalfAMinute(int failures, long millis) {
        assertThat(new RetryPolicy(Integer.MAX_VALUE).delayAfter(failures, null, 0))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void jitterShortensByATenthAtMost() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            assertThat(new RetryPolicy(9).delayAfter(3, null, random.nextDouble()))
                    .as("seed %d", seed)
                    .isBetween(Duration.ofMillis(1_800), Duration.ofMillis(2_000));
        }
        assertThat(new RetryPolicy(9).delayAfter(3, null, 1)).isEqualTo(Duration.ofMillis(1_800));
    }

    @Test
    void thereIsNoAttemptBeyondMaxRetries() {
        assertThat(new RetryPolicy(2).delayAfter(2, null, 0)).isNotNull();
        assertThat(new RetryPolicy(2).delayAfter(3, null, 0)).isNull();
        assertThat(new RetryPolicy(0).delayAfter(1, null, 0)).isNull();
    }

    @Test
    void aRetryAfterLengthensADelayAndShortensNone() {
        RetryPolicy policy = new RetryPolicy(3);

        assertThat(policy.delayAfter(1, Duration.ofSeconds(20), 0)).isEqualTo(Duration.ofSeconds(20));
        assertThat(policy.delayAfter(1, Duration.ZERO, 0)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aRetryAfterOfMinutesIsLeftToTheRoute() {
        RetryPolicy policy = new RetryPolicy(3);

        assertThat(policy.delayAfter(1, RetryPolicy.LONGEST_RETRY_AFTER, 0)).isEqualTo(Duration.ofMinutes(2));
        assertThat(policy.delayAfter(1, RetryPolicy.LONGEST_RETRY_AFTER.plusMillis(1), 0))
                .isNull();
    }

    @Test
    void negativeMaxRetriesAreRefusedByName() {
        assertThatThrownBy(() -> new RetryPolicy(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxRetries -1 must not be negative: 0 means no retry");
    }
}

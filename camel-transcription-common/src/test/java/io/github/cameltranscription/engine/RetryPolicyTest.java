/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RetryPolicyTest {

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
    void aLongerRetryAfterIsWaitedForAndAShorterOneDoesNotHurry() {
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

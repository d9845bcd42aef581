/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class ExecutorJobSchedulerTest {

    private long asked;
    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
            asked = unit.toNanos(delay);
            return super.schedule(task, delay, unit);
        }
    };
    private final JobScheduler scheduler = new ExecutorJobScheduler(executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void aTaskRunsNoSoonerThanItsDelay() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(1);
        long begun = scheduler.nanoTime();

        scheduler.schedule(ran::countDown, Duration.ofMillis(20));

        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(scheduler.nanoTime() - begun).isGreaterThanOrEqualTo(20_000_000);
    }

    @Test
    void longDelaysEndTogether() {
        long together = 1 << 24;
        Duration delay = Duration.ofSeconds(100);

        long before = scheduler.nanoTime();
        scheduler.schedule(() -> {}, delay);
        long after = scheduler.nanoTime();

        assertThat(asked).isBetween(delay.toNanos(), delay.toNanos() + together);
        assertThat(Math.floorDiv(after + asked, together))
                .as("a multiple of %d ns is among the times at which the task may be due", together)
                .isGreaterThan(Math.floorDiv(before + asked - 1, together));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 20_000_000, 1_000_000_000})
    void shortDelaysAreExact(long nanos) {
        scheduler.schedule(() -> {}, Duration.ofNanos(nanos));

        assertThat(asked).isEqualTo(nanos);
    }

    @Test
    void aCancelledTaskDoesNotRun() throws InterruptedException {
        CountDownLatch later = new CountDownLatch(1);
        Future<?> task = scheduler.schedule(
                () -> {
                    throw new AssertionError("cancelled");
                },
                Duration.ofHours(1));

        task.cancel(false);
        executor.setRemoveOnCancelPolicy(true);
        scheduler.schedule(later::countDown, Duration.ZERO);

        assertThat(later.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(executor.getQueue()).allMatch(left -> ((Future<?>) left).isCancelled());
    }

    @Test
    void schedulingAfterTheExecutorHasStoppedIsHarmless() {
        executor.shutdownNow();

        assertThatCode(() -> scheduler.schedule(() -> {}, Duration.ZERO).cancel(false))
                .doesNotThrowAnyException();
    }
}

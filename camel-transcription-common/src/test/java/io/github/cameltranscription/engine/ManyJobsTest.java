/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManyJobsTest extends EngineTest {

    private static final int JOBS = 10_000;

    @Test
    void tenThousandJobsWaitAndEndWithoutAThreadOfTheirOwn() {
        JobEngine engine = engine(clock, Runnable::run, JOBS);
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        List<CompletableFuture<JobResult>> results = new ArrayList<>();

        for (int i = 0; i < JOBS; i++) {
            results.add(submit(engine));
        }
        clock.advance(JOB_TIMEOUT.dividedBy(2));

        assertThat(engine.inFlight()).isEqualTo(JOBS);
        assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
                .isLessThan(20);

        clock.advance(JOB_TIMEOUT);

        assertThat(results).allSatisfy(result -> assertThat(result).isCompletedExceptionally());
        assertThat(engine.inFlight()).isZero();
        assertThat(clock.waitingTasks()).isZero();
    }
}

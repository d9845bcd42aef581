/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.VirtualScheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

class ReplyThreadsTest {

    private final VirtualScheduler clock = new VirtualScheduler();
    private final List<String> delivered = new ArrayList<>();
    private boolean exhausted = true;

    private void start(Runnable task) {
        if (exhausted) {
            throw new OutOfMemoryError("unable to create native thread");
        }
        task.run();
    }

    @Test
    void repliesWaitUntilTheSystemHasAThreadAgain() {
        ReplyThreads threads = new ReplyThreads(this::start, clock, 1, 1);
        for (String reply : List.of("first", "second")) {
            assertThat(catchThrowable(() -> threads.execute(1, () -> delivered.add(reply))))
                    .isNull();
        }

        exhausted = false;
        clock.advance(Duration.ofSeconds(1));

        assertThat(delivered).containsExactly("first", "second");
    }

    @Test
    void theStepsOfRecordedJobsWaitToo() {
        ContextServices.execute(this::start, clock, () -> delivered.add("step"));

        exhausted = false;
        clock.advance(Duration.ofSeconds(1));

        assertThat(delivered).containsExactly("step");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

class HandoverTest extends EngineTest {

    private final List<Runnable> completions = new ArrayList<>();

    @Test
    void aResultIsHandedOverOnTheCompletionExecutorAndNowhereElse() {
        provider.onStatus(done());
        CompletableFuture<JobResult> result = submit(engine(clock, completions::add, 1));

        clock.runAll();
        assertThat(result).isNotDone();
        assertThat(completions).hasSize(1);

        completions.get(0).run();
        assertThat(result).isCompleted();
    }

    @Test
    void aFailureIsHandedOverOnTheCompletionExecutorToo() {
        provider.onSubmit(failing(trouble(ErrorCategory.AUTHENTICATION)));
        CompletableFuture<JobResult> result = submit(engine(clock, completions::add, 1));
        assertThat(result).isNotDone();

        completions.get(0).run();

        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.AUTHENTICATION);
    }

    @Test
    void aJobIsHandedOverOnceWhateverComesAtTheSameTime() {
        CompletableFuture<JobResult> fetched = new CompletableFuture<>();
        provider.onStatus(done()).onFetch(later(fetched));
        JobEngine engine = engine(clock, completions::add, 1);
        PendingJob<JobResult> job = begin(engine);
        clock.advance(Duration.ofSeconds(2));

        fetched.complete(JobResult.of("first"));
        job.cancel();
        engine.close();
        clock.runAll();

        assertThat(completions).hasSize(1);
        completions.get(0).run();
        assertThat(job.result().toCompletableFuture())
                .isCompletedWithValueMatching(value -> value.body().equals("first"));
    }

    @Test
    void anExecutorThatRejectsCostsNoResult() {
        provider.onStatus(done());
        JobEngine engine = engine(
                clock,
                task -> {
                    throw new RejectedExecutionException("stopping");
                },
                1);
        CompletableFuture<JobResult> result = submit(engine);

        clock.advance(Duration.ofSeconds(2));

        assertThat(result).isCompleted();
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void aReceiverThatThrowsDoesNotKeepThePlace() {
        provider.onStatus(done());
        JobEngine engine = engine(clock, Runnable::run, 1);
        submit(engine).whenComplete((value, failure) -> {
            throw new IllegalStateException("faulty receiver");
        });

        clock.advance(Duration.ofSeconds(2));

        assertThat(engine.inFlight()).isZero();
    }
}

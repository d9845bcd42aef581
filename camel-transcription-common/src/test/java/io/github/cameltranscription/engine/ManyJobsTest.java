/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;

import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.neverArrived;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

class ManyJobsTest extends EngineTest {

    private static final int JOBS = 10_000;

    @Test
    void tenThousandJobsWaitAndEndWithoutAThreadOfTheirOwn() {
        JobEngine engine = engine(JOBS);
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

    /** They wait for the uploads that are under way; each that ends lets the next one begin. */
    @Test
    void thousandsOfSubmissionsThatFailAtOnceEnd() {
        List<CompletableFuture<Submission>> uploads =
                Stream.generate(provider::openSubmission).limit(8).toList();
        JobEngine engine = engine(JOBS);
        List<CompletableFuture<JobResult>> results = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            results.add(submit(engine));
            provider.onSubmit(failing(trouble(ErrorCategory.INVALID_REQUEST)));
        }

        uploads.forEach(upload -> upload.completeExceptionally(trouble(ErrorCategory.INVALID_REQUEST)));

        assertThat(results).allSatisfy(result -> assertThat(result).isCompletedExceptionally());
        assertThat(engine.governor().getUploading()).isZero();
    }

    @Test
    void aThousandReleasesAtAProviderThatIsAwayAreATrickle() {
        provider.onEachRelease(failing(neverArrived()));
        JobEngine engine = engine();

        for (int i = 0; i < 1_000; i++) {
            engine.release(provider, "job-" + i);
        }
        clock.advance(Duration.ofSeconds(60));

        assertThat(provider.releaseTimes()).hasSizeLessThan(30);
    }

    /** A provider may refuse to release the jobs of one kind while all its other answers are good. */
    @Test
    void releasesThatFailSlowDownNothingElse() {
        provider.onEachRelease(failing(ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                ErrorDetails.of("scripted", "release", "broken").withHttpStatus(500))));
        JobEngine engine = engine();

        for (int i = 0; i < 20; i++) {
            engine.release(provider, "job-" + i);
        }
        clock.advance(Duration.ofSeconds(5));

        assertThat(provider.releaseTimes()).hasSize(20 * 4);
        assertThat(engine.governor().getState()).isEqualTo("open");
    }
}

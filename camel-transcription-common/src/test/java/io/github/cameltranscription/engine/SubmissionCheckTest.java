/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;

import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.rateLimited;
import static io.github.cameltranscription.engine.ScriptedProvider.throwing;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

class SubmissionCheckTest extends EngineTest {

    @Test
    void nothingIsSentWhereTheCheckRefuses() {
        provider.onCheck(failing(trouble(ErrorCategory.INVALID_REQUEST)));

        CompletableFuture<JobResult> result = submit(engine());

        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.INVALID_REQUEST);
        clock.runAll();
        assertThat(provider.checkTimes()).hasSize(1);
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void aCheckThatFailsForNowIsMadeAgain() {
        provider.onCheck(
                        failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)),
                        failing(trouble(ErrorCategory.RATE_LIMITED)))
                .onStatus(ScriptedProvider.done());
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofMinutes(1));

        assertThat(provider.checkTimes()).hasSize(3);
        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(result).isCompleted();
    }

    /** The check is a request of the account as the submission is: what is too busy for the one is for the other. */
    @Test
    void aCheckThatIsRejectedForLoadWaitsForItsTurnAsASubmissionDoes() {
        for (int i = 0; i < 5; i++) {
            provider.onCheck(failing(rateLimited(Duration.ofSeconds(20))));
        }
        CompletableFuture<JobResult> result = submit(engine(clock, 1000, Duration.ofMinutes(5)));

        clock.advance(Duration.ofMinutes(4));

        assertThat(provider.checkTimes()).hasSize(6);
        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(result).isNotDone();
    }

    @Test
    void checksOfManyRecordingsAreNotMadeWhileTheProviderHasAskedForAPause() {
        JobEngine engine = engine();
        provider.onCheck(failing(rateLimited(Duration.ofSeconds(60))));
        submit(engine);

        for (int i = 0; i < 100; i++) {
            submit(engine);
        }
        clock.advance(Duration.ofSeconds(59));

        assertThat(provider.checkTimes()).hasSize(1);
    }

    @Test
    void withoutTimeForASubmissionTheCheckIsMadeOnce() {
        provider.onCheck(failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)));
        CompletableFuture<JobResult> result = submit(engine(clock, 1000, Duration.ZERO));

        clock.runAll();

        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
        assertThat(provider.checkTimes()).hasSize(1);
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void aJobThatIsCancelledDuringTheCheckIsCertainlyNotSubmitted() {
        CompletableFuture<Void> check = new CompletableFuture<>();
        provider.onCheck(later(check));
        PendingJob<JobResult> job = begin(engine());

        job.cancel();
        check.complete(null);

        assertThat(failureOf(job.result().toCompletableFuture()).getCategory())
                .isEqualTo(ErrorCategory.JOB_INTERRUPTED);
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void anAdapterThatFailsInAWayOfItsOwnDuringTheCheckLeavesNoDoubt() {
        provider.onCheck(throwing(new IllegalStateException("a bug")));

        CompletableFuture<JobResult> result = submit(engine());

        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
        assertThat(failureOf(result)).hasMessageContaining("before anything was sent");
        assertThat(provider.submitTimes()).isEmpty();
    }
}

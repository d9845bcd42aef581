/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

import static io.github.cameltranscription.engine.ScriptedProvider.answering;
import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static io.github.cameltranscription.engine.ScriptedProvider.rateLimited;
import static io.github.cameltranscription.engine.ScriptedProvider.throwing;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

class PollTroubleTest extends EngineTest {

    @ParameterizedTest
    @EnumSource(
            value = ErrorCategory.class,
            names = {"PROVIDER_UNAVAILABLE", "RATE_LIMITED", "JOB_NOT_READY"})
    void passingTroubleWithThePollNeverEndsThePaidJob(ErrorCategory passing) {
        provider.onStatus(failing(trouble(passing)), failing(new CompletionException(trouble(passing))), done());

        assertThat(resultAfter(Duration.ofSeconds(9).plusMillis(500))).isCompleted();
        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 5, 9.5));
        assertThat(provider.submitTimes()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCategory.class,
            names = {"PROVIDER_UNAVAILABLE", "RATE_LIMITED", "JOB_NOT_READY"})
    void passingTroubleWithTheFetchNeverEndsThePaidJob(ErrorCategory passing) {
        provider.onStatus(done(), done())
                .onFetch(failing(trouble(passing)), answering(JobResult.of("at the second attempt")));

        assertThat(resultAfter(Duration.ofSeconds(5)))
                .isCompletedWithValueMatching(value -> value.body().equals("at the second attempt"));
    }

    @Test
    void theStatusOfAnotherJobIsNoStatusOfThisOne() {
        provider.onStatus(
                answering(JobStatus.done("scripted", "job-2", null, null)),
                answering(JobStatus.failed("scripted", "job-2", ErrorCategory.JOB_FAILED, "no speech")),
                done());

        assertThat(resultAfter(Duration.ofSeconds(9).plusMillis(500))).isCompleted();
        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 5, 9.5));
    }

    @Test
    void passingTroubleEndsTheJobAtItsDeadlineAndNotBefore() {
        for (int i = 0; i < 100; i++) {
            provider.onStatus(failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)));
        }

        CompletableFuture<JobResult> result = resultAfter(JOB_TIMEOUT.minusMillis(1));
        assertThat(result).isNotDone();

        clock.advance(Duration.ofMillis(1));
        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.JOB_TIMED_OUT);
    }

    @Test
    void retryAfterOfAPollIsHonoured() {
        provider.onStatus(failing(rateLimited(Duration.ofSeconds(70))), done());

        resultAfter(Duration.ofSeconds(80));

        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 72));
    }

    @Test
    void aShorterRetryAfterDoesNotShortenTheInterval() {
        provider.onStatus(failing(rateLimited(Duration.ofMillis(1))), done());

        resultAfter(Duration.ofSeconds(6));

        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 5));
    }

    @Test
    void aRetryAfterIsHonouredForTenMinutesAtMost() {
        Duration untilTheYear9999 = Duration.ofDays(365L * 7974);
        provider.onStatus(failing(rateLimited(untilTheYear9999)), done());

        assertThat(resultAfter(JOB_TIMEOUT.plusSeconds(2))).isCompleted();
        assertThat(provider.pollTimes()).containsExactly(Duration.ofSeconds(2), JOB_TIMEOUT.plusSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCategory.class,
            names = {"AUTHENTICATION", "INVALID_REQUEST", "JOB_NOT_FOUND", "INSUFFICIENT_BALANCE"})
    void lastingTroubleWithThePollEndsTheJobAtOnceWithItsId(ErrorCategory lasting) {
        provider.onStatus(failing(trouble(lasting)));

        assertThat(failureOf(resultAfter(Duration.ofSeconds(2))))
                .returns(lasting, TranscriptionException::getCategory)
                .returns("job-1", TranscriptionException::getJobId)
                .hasMessageContaining("job-1");
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void lastingTroubleWithTheFetchEndsTheJobAtOnceWithItsId() {
        provider.onStatus(done()).onFetch(failing(trouble(ErrorCategory.JOB_NOT_FOUND)));

        assertThat(failureOf(resultAfter(Duration.ofSeconds(2))))
                .returns(ErrorCategory.JOB_NOT_FOUND, TranscriptionException::getCategory)
                .returns("job-1", TranscriptionException::getJobId);
    }

    private static ScriptedProvider.Answer<JobStatus> refused(Verdict verdict) {
        return failing(ErrorCategory.JOB_NOT_FOUND.toException(
                ErrorDetails.of("scripted", "status", "no").withVerdict(verdict)));
    }

    /** Each of them ends a job when it is seen three times, and neither was. */
    @Test
    void refusalsOfTwoKindsAreNotCountedTogether() {
        provider.onStatus(
                refused(Verdict.GONE),
                refused(Verdict.GONE),
                refused(Verdict.PENDING),
                refused(Verdict.DENIED),
                refused(Verdict.DENIED),
                done());

        assertThat(resultAfter(Duration.ofMinutes(2))).isCompleted();
    }

    @Test
    void anUnexpectedExceptionOfAPollIsPassingTrouble() {
        provider.onStatus(
                throwing(new IllegalStateException("thrown instead of an answer")),
                failing(new IllegalStateException("inside the stage")),
                answering(null),
                () -> null,
                done());

        assertThat(resultAfter(JOB_TIMEOUT)).isCompleted();
        assertThat(provider.pollTimes()).hasSize(5);
    }

    @Test
    void anUnexpectedExceptionOfAFetchIsPassingTrouble() {
        provider.onStatus(done(), done(), done())
                .onFetch(throwing(new IllegalStateException("thrown")), failing(new IllegalStateException("inside")));

        assertThat(resultAfter(JOB_TIMEOUT)).isCompleted();
        assertThat(provider.fetchTimes()).hasSize(3);
    }

    @Test
    void aListenerThatThrowsDoesNotCostTheJob() {
        provider.onStatus(pending(), done());
        PendingJob<JobResult> job = begin(engine(), new UserCaller() {
            @Override
            public void submitted(Submission submission) {
                throw new IllegalStateException("faulty listener");
            }

            @Override
            public void progressed(JobStatus status) {
                throw new IllegalStateException("faulty listener");
            }
        });

        clock.advance(Duration.ofSeconds(5));

        assertThat(job.result().toCompletableFuture()).isCompleted();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.engine.ScriptedProvider.Answer;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.engine.ScriptedProvider.answering;
import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.neverArrived;
import static io.github.cameltranscription.engine.ScriptedProvider.rateLimited;
import static io.github.cameltranscription.engine.ScriptedProvider.throwing;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

class SubmissionTest extends EngineTest {

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
                .onStatus(done());

        assertThat(resultAfter(Duration.ofMinutes(1))).isCompleted();
        assertThat(provider.checkTimes()).hasSize(3);
        assertThat(provider.submitTimes()).hasSize(1);
    }

    /** Checks and submissions are requests of one account, so a rejection for load counts for both. */
    @Test
    void aCheckThatIsRejectedForLoadWaitsForItsTurnAsASubmissionDoes() {
        for (int i = 0; i < 5; i++) {
            provider.onCheck(failing(rateLimited(Duration.ofSeconds(20))));
        }
        CompletableFuture<JobResult> result = submit(engine(1000, Duration.ofMinutes(5)));

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
        CompletableFuture<JobResult> result = submit(engine(1000, Duration.ZERO));

        clock.runAll();

        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
        assertThat(provider.checkTimes()).hasSize(1);
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void aJobThatIsCancelledDuringTheCheckIsCertainlyNotSubmitted() {
        CompletableFuture<Void> check = provider.openCheck();
        PendingJob<JobResult> job = begin(engine());

        job.cancel();
        check.complete(null);

        assertThat(failureOf(job).getCategory()).isEqualTo(ErrorCategory.JOB_INTERRUPTED);
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void anUnexpectedExceptionThrownByTheCheckLeavesNothingUncertain() {
        provider.onCheck(throwing(new IllegalStateException("a bug")));

        assertThat(failureOf(submit(engine())))
                .returns(ErrorCategory.PROVIDER_UNAVAILABLE, TranscriptionException::getCategory)
                .hasMessageContaining("before anything was sent");
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void aSubmissionThatCertainlyDidNotArriveIsMadeAgain() {
        provider.onSubmit(failing(neverArrived()), failing(neverArrived())).onStatus(done());

        assertThat(resultAfter(Duration.ofMinutes(1))).isCompleted();
        assertThat(provider.submitTimes()).isEqualTo(seconds(0, 0.475, 1.425));
    }

    @Test
    void aSubmissionIsMadeAgainMaxRetriesTimesAtMost() {
        for (int i = 0; i < 10; i++) {
            provider.onSubmit(failing(neverArrived()));
        }
        CompletableFuture<JobResult> result = submit(engine());

        clock.runAll();

        assertThat(provider.submitTimes()).hasSize(1 + 3);
        assertThat(failureOf(result).getCategory()).isEqualTo(ErrorCategory.PROVIDER_UNAVAILABLE);
        assertThat(provider.pollTimes()).isEmpty();
    }

    /** A failover route sets no time for the submission, because it tries the next provider instead. */
    @ParameterizedTest
    @MethodSource("rejections")
    void withoutTimeForASubmissionTheFirstRejectionIsTheLast(TranscriptionException rejection) {
        provider.onSubmit(failing(rejection));
        CompletableFuture<JobResult> result = submit(engine(1000, Duration.ZERO));

        clock.runAll();

        assertThat(provider.submitTimes()).isEqualTo(seconds(0));
        assertThat(failureOf(result).getCategory()).isEqualTo(rejection.getCategory());
    }

    @Test
    void withoutTimeForASubmissionItDoesNotWaitForAPauseThatBeginsWhileItIsQueued() {
        JobEngine engine = engine(1000, Duration.ZERO);
        CompletableFuture<Submission> first = provider.openSubmission();
        submit(engine);
        for (int i = 1; i < 8; i++) {
            provider.openSubmission();
            submit(engine);
        }
        CompletableFuture<JobResult> queued = submit(engine);
        clock.advance(Duration.ofMillis(100));
        first.completeExceptionally(rateLimited(Duration.ofSeconds(90)));

        clock.advance(Duration.ofSeconds(1));

        assertThat(failureOf(queued).getCategory()).isEqualTo(ErrorCategory.RATE_LIMITED);
    }

    static List<TranscriptionException> rejections() {
        return List.of(neverArrived(), rateLimited(null), rateLimited(Duration.ofSeconds(90)));
    }

    @Test
    void aSubmissionThatWasRejectedForLoadWaitsAsLongAsTheProviderAsks() {
        provider.onSubmit(failing(rateLimited(Duration.ofSeconds(90))));

        resultAfter(Duration.ofSeconds(91));

        assertThat(provider.submitTimes()).isEqualTo(seconds(0, 90));
    }

    @ParameterizedTest
    @EnumSource(ErrorCategory.class)
    void aSubmissionThatMayHaveArrivedIsNeverMadeAgain(ErrorCategory category) {
        provider.onSubmit(failing(trouble(category)));
        CompletableFuture<JobResult> result = submit(engine());

        clock.runAll();

        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(failureOf(result).getCategory()).isEqualTo(category);
    }

    static List<Answer<Submission>> answersWithoutAJob() {
        IllegalStateException bug = new IllegalStateException("a bug in the adapter");
        return List.of(throwing(bug), failing(bug), answering(null), () -> null, answering(Submission.of(null)));
    }

    @ParameterizedTest
    @MethodSource("answersWithoutAJob")
    void aSubmissionWithoutAJobIsNotMadeAgainAndIsUncertain(Answer<Submission> answer) {
        provider.onSubmit(answer);
        JobEngine engine = engine();
        CompletableFuture<JobResult> result = submit(engine);

        clock.runAll();

        assertThat(failureOf(result))
                .returns(ErrorCategory.UNCERTAIN_SUBMISSION, TranscriptionException::getCategory)
                .returns(false, TranscriptionException::isRetriable)
                .returns("scripted", TranscriptionException::getProvider);
        assertThat(provider.submitTimes()).hasSize(1);
        assertThat(provider.pollTimes()).isEmpty();
        assertThat(engine.inFlight()).isZero();
    }

    @Test
    void theCauseOfAnUncertainSubmissionIsTheUnexpectedException() {
        provider.onSubmit(throwing(new IllegalStateException("a bug in the adapter")));

        assertThat(failureOf(submit(engine()))).hasRootCauseMessage("a bug in the adapter");
    }

    @Test
    void aFailureThatKnowsAJobKeepsItsId() {
        TranscriptionException failure = ErrorCategory.UNCERTAIN_SUBMISSION.toException(
                ErrorDetails.of("scripted", "transcribe", "half an answer").withJobId("job-7"));
        provider.onSubmit(failing(failure));

        assertThat(failureOf(submit(engine()))).isSameAs(failure);
    }
}

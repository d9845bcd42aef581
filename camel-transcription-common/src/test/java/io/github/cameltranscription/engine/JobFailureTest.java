/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.UnsupportedMediaException;
import io.github.cameltranscription.error.Verdict;

import static io.github.cameltranscription.engine.ScriptedProvider.answering;
import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that failed or took too long, and jobs that the provider disowns three times over at least 30 s. */
class JobFailureTest extends EngineTest {

    @Test
    void aJobThatTheProviderGaveUpFailsWithReasonAndId() {
        assertThat(failedJob(null, "no speech found"))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("no speech found")
                .returns("job-1", TranscriptionException::getJobId)
                .returns("scripted", TranscriptionException::getProvider)
                .returns("transcribe", TranscriptionException::getOperation)
                .returns(false, TranscriptionException::isRetriable);
        assertThat(provider.fetchTimes()).isEmpty();
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void aFailureOfAKnownKindHasTheKindsOwnClass() {
        assertThat(failedJob(ErrorCategory.UNSUPPORTED_MEDIA, "codec unknown"))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageContaining("codec unknown")
                .returns("job-1", TranscriptionException::getJobId);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void aFailureWithoutReasonSaysSo(String reason) {
        assertThat(failedJob(ErrorCategory.JOB_FAILED, reason)).hasMessageContaining("the provider gave no reason");
    }

    private TranscriptionException failedJob(ErrorCategory category, String reason) {
        provider.onStatus(answering(JobStatus.failed("scripted", "job-1", category, reason)));
        return failureOf(resultAfter(Duration.ofSeconds(2)));
    }

    @Test
    void theLastPollIsMadeAtTheDeadlineAndThenTheJobHasTimedOut() {
        assertThat(failureOf(resultAfter(JOB_TIMEOUT)))
                .isInstanceOf(JobTimedOutException.class)
                .hasMessageContaining("jobTimeout of 600000 ms")
                .returns("job-1", TranscriptionException::getJobId)
                .returns(true, TranscriptionException::isRetriable)
                .hasNoCause();
        assertThat(provider.pollTimes()).last().isEqualTo(JOB_TIMEOUT);
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void aJobThatIsDoneAtTheDeadlineIsFetched() {
        CompletableFuture<JobStatus> lastAnswer = provider.openStatus();
        CompletableFuture<JobResult> result = resultAfter(JOB_TIMEOUT.plusSeconds(4));

        lastAnswer.complete(JobStatus.done("scripted", "job-1", null, null));

        assertThat(result).isCompletedWithValueMatching(value -> value.body().equals("the transcript"));
    }

    @Test
    void anAnswerAfterTheDeadlineThatIsNotDoneEndsTheJobWithoutAnotherPoll() {
        CompletableFuture<JobStatus> lastAnswer = provider.openStatus();
        CompletableFuture<JobResult> result = resultAfter(JOB_TIMEOUT.plusSeconds(1));

        lastAnswer.complete(JobStatus.pending("scripted", "job-1", null));

        assertThat(failureOf(result)).isInstanceOf(JobTimedOutException.class);
        assertThat(provider.pollTimes()).hasSize(1);
    }

    @Test
    void theLastTroubleIsTheCause() {
        TranscriptionException trouble = trouble(ErrorCategory.PROVIDER_UNAVAILABLE);
        provider.onStatus(failing(trouble(ErrorCategory.RATE_LIMITED)), failing(trouble));

        TranscriptionException failure = failureOf(resultAfter(JOB_TIMEOUT));

        assertThat(failure).isInstanceOf(JobTimedOutException.class).hasMessageContaining("the last trouble was");
        assertThat(failure.getCause())
                .hasFieldOrPropertyWithValue("category", ErrorCategory.PROVIDER_UNAVAILABLE)
                .hasFieldOrPropertyWithValue("jobId", "job-1")
                .hasFieldOrPropertyWithValue("stackTrace", trouble.getStackTrace());
    }

    @Test
    void aHangingLastPollIsWaitedForOnlyAMoment() {
        provider.openStatus();
        CompletableFuture<JobResult> result =
                resultAfter(JOB_TIMEOUT.plus(JobWait.LAST_ANSWER).minusMillis(1));
        assertThat(result).isNotDone();

        clock.advance(Duration.ofMillis(1));
        assertThat(failureOf(result))
                .isInstanceOf(JobTimedOutException.class)
                .returns("job-1", TranscriptionException::getJobId);
    }

    @Test
    void aHangingFetchIsWaitedForOnlyAMomentAfterTheDeadline() {
        provider.onStatus(done()).openResult();

        assertThat(failureOf(resultAfter(JOB_TIMEOUT.plus(JobWait.LAST_ANSWER))))
                .isInstanceOf(JobTimedOutException.class);
    }

    @Test
    void theTimeCountsFromTheSubmissionAndNotFromTheStartOfALongUpload() {
        CompletableFuture<Submission> upload = provider.openSubmission();
        CompletableFuture<JobResult> result = resultAfter(JOB_TIMEOUT.multipliedBy(3));
        assertThat(result).isNotDone();
        upload.complete(Submission.of("job-1"));
        clock.advance(JOB_TIMEOUT.minusSeconds(1));
        assertThat(result).isNotDone();

        clock.advance(Duration.ofSeconds(1));
        assertThat(failureOf(result)).isInstanceOf(JobTimedOutException.class);
    }

    private static TranscriptionException refusal(Verdict verdict) {
        ErrorCategory category = verdict == Verdict.GONE ? ErrorCategory.JOB_NOT_FOUND : ErrorCategory.AUTHENTICATION;
        return category.toException(ErrorDetails.of("scripted", "status", "no").withVerdict(verdict));
    }

    @ParameterizedTest
    @CsvSource({"GONE, JOB_NOT_FOUND", "DENIED, AUTHENTICATION"})
    void aJobThatIsRefusedForHalfAMinuteEnds(Verdict verdict, ErrorCategory category) {
        for (int i = 0; i < 10; i++) {
            provider.onStatus(failing(refusal(verdict)));
        }

        CompletableFuture<JobResult> result = resultAfter(Duration.ofSeconds(31));
        assertThat(result).isNotDone();
        clock.advance(Duration.ofSeconds(1));

        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 12, 22, 32));
        assertThat(failureOf(result))
                .returns(category, TranscriptionException::getCategory)
                .returns(verdict, TranscriptionException::getVerdict)
                .returns("job-1", TranscriptionException::getJobId);
    }

    @Test
    void anAnswerAboutTheJobInBetweenBeginsTheCountAnew() {
        provider.onStatus(
                failing(refusal(Verdict.GONE)),
                failing(refusal(Verdict.GONE)),
                pending(),
                failing(refusal(Verdict.GONE)),
                failing(refusal(Verdict.GONE)),
                done());

        assertThat(resultAfter(Duration.ofMinutes(2))).isCompleted();
    }

    /** A provider whose results have requests of their own may say that a job is done, and not have its result. */
    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"GONE", "DENIED"})
    void aResultThatIsRefusedForHalfAMinuteEndsTheJobToo(Verdict verdict) {
        for (int i = 0; i < 10; i++) {
            provider.onStatus(done()).onFetch(failing(refusal(verdict)));
        }

        assertThat(failureOf(resultAfter(Duration.ofSeconds(32))).getVerdict()).isEqualTo(verdict);
        assertThat(provider.fetchTimes()).isEqualTo(seconds(2, 12, 22, 32));
    }

    @Test
    void aGatewaysPageInBetweenNeitherCountsNorForgets() {
        provider.onStatus(
                failing(refusal(Verdict.GONE)),
                failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)),
                failing(refusal(Verdict.GONE)),
                failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)),
                failing(refusal(Verdict.GONE)));

        assertThat(failureOf(resultAfter(Duration.ofMinutes(2))).getVerdict()).isEqualTo(Verdict.GONE);
        assertThat(provider.pollTimes()).hasSize(5);
    }

    @Test
    void anErrorOfOurOwnCodeEndsTheWaitAtOnceWithTheJobsId() {
        provider.onStatus(failing(new NoSuchMethodError("a wrong jar")));

        assertThat(failureOf(resultAfter(Duration.ofSeconds(2))))
                .returns("job-1", TranscriptionException::getJobId)
                .hasRootCauseInstanceOf(NoSuchMethodError.class);
    }
}

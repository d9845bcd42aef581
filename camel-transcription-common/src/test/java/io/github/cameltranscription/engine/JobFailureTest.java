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
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that failed, took too long, or of which the provider says three times over at least 30 s that it does not know them. */
class JobFailureTest extends EngineTest {

    @Test
    void aJobThatTheProviderGaveUpFailsWithReasonAndId() {
        CompletableFuture<JobResult> result = failedJob(null, "no speech found");

        assertThat(failureOf(result))
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
        CompletableFuture<JobResult> result = failedJob(ErrorCategory.UNSUPPORTED_MEDIA, "codec unknown");

        assertThat(failureOf(result))
                .isInstanceOf(UnsupportedMediaException.class)
                .hasMessageContaining("codec unknown")
                .returns("job-1", TranscriptionException::getJobId);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void aFailureWithoutReasonSaysSo(String reason) {
        CompletableFuture<JobResult> result = failedJob(ErrorCategory.JOB_FAILED, reason);

        assertThat(failureOf(result)).hasMessageContaining("the provider gave no reason");
    }

    private CompletableFuture<JobResult> failedJob(ErrorCategory category, String reason) {
        provider.onStatus(answering(JobStatus.failed("scripted", "job-1", category, reason)));
        CompletableFuture<JobResult> result = submit(engine());
        clock.advance(Duration.ofSeconds(2));
        return result;
    }

    @Test
    void theLastPollIsMadeAtTheDeadlineAndThenTheJobHasTimedOut() {
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(JOB_TIMEOUT);

        assertThat(provider.pollTimes()).last().isEqualTo(JOB_TIMEOUT);
        assertThat(failureOf(result))
                .isInstanceOf(JobTimedOutException.class)
                .hasMessageContaining("jobTimeout of 600000 ms")
                .returns("job-1", TranscriptionException::getJobId)
                .returns(true, TranscriptionException::isRetriable)
                .hasNoCause();
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void aJobThatIsDoneAtTheDeadlineIsFetched() {
        CompletableFuture<JobStatus> lastAnswer = new CompletableFuture<>();
        provider.onStatus(later(lastAnswer));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(JOB_TIMEOUT.plusSeconds(4));
        lastAnswer.complete(JobStatus.done("scripted", "job-1", null, null));

        assertThat(result).isCompletedWithValueMatching(value -> value.body().equals("the transcript"));
    }

    @Test
    void anAnswerAfterTheDeadlineThatIsNotDoneEndsTheJobWithoutAnotherPoll() {
        CompletableFuture<JobStatus> lastAnswer = new CompletableFuture<>();
        provider.onStatus(later(lastAnswer));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(JOB_TIMEOUT.plusSeconds(1));
        lastAnswer.complete(JobStatus.pending("scripted", "job-1", null));

        assertThat(failureOf(result)).isInstanceOf(JobTimedOutException.class);
        assertThat(provider.pollTimes()).hasSize(1);
    }

    @Test
    void theLastTroubleIsTheCause() {
        TranscriptionException trouble = trouble(ErrorCategory.PROVIDER_UNAVAILABLE);
        provider.onStatus(failing(trouble(ErrorCategory.RATE_LIMITED)), failing(trouble));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(JOB_TIMEOUT);

        TranscriptionException failure = failureOf(result);
        assertThat(failure).isInstanceOf(JobTimedOutException.class).hasMessageContaining("the last trouble was");
        assertThat(failure.getCause())
                .hasFieldOrPropertyWithValue("category", ErrorCategory.PROVIDER_UNAVAILABLE)
                .hasFieldOrPropertyWithValue("jobId", "job-1")
                .hasFieldOrPropertyWithValue("stackTrace", trouble.getStackTrace());
    }

    @Test
    void aHangingLastPollIsWaitedForOnlyAMoment() {
        CompletableFuture<JobStatus> never = new CompletableFuture<>();
        provider.onStatus(later(never));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(JOB_TIMEOUT.plus(JobWait.LAST_ANSWER).minusMillis(1));
        assertThat(result).isNotDone();

        clock.advance(Duration.ofMillis(1));
        assertThat(failureOf(result))
                .isInstanceOf(JobTimedOutException.class)
                .returns("job-1", TranscriptionException::getJobId);
    }

    @Test
    void aHangingFetchIsWaitedForOnlyAMomentAfterTheDeadline() {
        provider.onStatus(done()).onFetch(later(new CompletableFuture<>()));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(JOB_TIMEOUT.plus(JobWait.LAST_ANSWER));

        assertThat(failureOf(result)).isInstanceOf(JobTimedOutException.class);
    }

    @Test
    void theTimeCountsFromTheSubmissionAndNotFromTheStartOfALongUpload() {
        CompletableFuture<Submission> upload = new CompletableFuture<>();
        provider.onSubmit(later(upload));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(JOB_TIMEOUT.multipliedBy(3));
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
    void itEndsWhenTheProviderHasSaidSoForHalfAMinute(Verdict verdict, ErrorCategory category) {
        for (int i = 0; i < 10; i++) {
            provider.onStatus(failing(refusal(verdict)));
        }
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofSeconds(31));
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
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofMinutes(2));

        assertThat(result).isCompleted();
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
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofSeconds(32));

        assertThat(provider.fetchTimes()).isEqualTo(seconds(2, 12, 22, 32));
        assertThat(failureOf(result)).returns(verdict, TranscriptionException::getVerdict);
    }

    @Test
    void aGatewaysPageInBetweenNeitherCountsNorForgets() {
        provider.onStatus(
                failing(refusal(Verdict.GONE)),
                failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)),
                failing(refusal(Verdict.GONE)),
                failing(trouble(ErrorCategory.PROVIDER_UNAVAILABLE)),
                failing(refusal(Verdict.GONE)));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofMinutes(2));

        assertThat(provider.pollTimes()).hasSize(5);
        assertThat(failureOf(result).getVerdict()).isEqualTo(Verdict.GONE);
    }

    @Test
    void anErrorOfOurOwnCodeEndsTheWaitAtOnceWithTheJobsId() {
        provider.onStatus(failing(new NoSuchMethodError("a wrong jar")));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofSeconds(2));

        assertThat(failureOf(result))
                .returns("job-1", TranscriptionException::getJobId)
                .hasRootCauseInstanceOf(NoSuchMethodError.class);
    }
}

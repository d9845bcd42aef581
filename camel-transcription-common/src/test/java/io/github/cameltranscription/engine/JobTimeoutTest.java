/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.TranscriptionException;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.failing;
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.trouble;
import static org.assertj.core.api.Assertions.assertThat;

class JobTimeoutTest extends EngineTest {

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
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static io.github.cameltranscription.engine.ScriptedProvider.answering;
import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static org.assertj.core.api.Assertions.assertThat;

class PollTimingTest extends EngineTest {

    private final JobEngine engine = engine();

    @Test
    void theFirstPollComesExactlyInitialDelayAfterTheSubmission() {
        CompletableFuture<Submission> upload = provider.openSubmission();
        resultAfter(Duration.ofMinutes(3));

        upload.complete(Submission.of("job-1"));
        clock.advance(Duration.ofMillis(1_999));
        assertThat(provider.pollTimes()).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(provider.pollTimes()).containsExactly(Duration.ofMinutes(3).plusSeconds(2));
    }

    @Test
    void intervalsGrowByTheMultiplierUpToTheMaximum() {
        resultAfter(Duration.ofSeconds(130));

        assertThat(provider.pollTimes())
                .extracting(Duration::toMillis)
                .containsExactly(2_000L, 5_000L, 9_500L, 16_250L, 26_375L, 41_562L, 64_343L, 94_343L, 124_343L);
    }

    @Test
    void theIntervalIsCountedFromTheAnswerAndNotFromTheRequest() {
        CompletableFuture<JobStatus> slow = provider.openStatus();
        resultAfter(Duration.ofSeconds(60));
        assertThat(provider.pollTimes()).hasSize(1);

        slow.complete(JobStatus.pending("scripted", "job-1", 10));
        clock.advance(Duration.ofSeconds(3));

        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 63));
    }

    @Test
    void aJobThatExistsAlreadyIsPolledAtOnceAndThenAfterOneGrownInterval() {
        provider.onStatus(pending(), done());
        PendingJob<JobResult> job = await(engine, "job-1");

        clock.advance(Duration.ofSeconds(3));

        assertThat(provider.pollTimes()).isEqualTo(seconds(0, 3));
        assertThat(job.result().toCompletableFuture()).isCompleted();
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void aFinishedJobIsFetchedAtOnceAndLeavesNothingPlanned() {
        provider.onStatus(pending(), done()).onFetch(answering(JobResult.of("what was said")));

        assertThat(resultAfter(Duration.ofSeconds(5)))
                .isCompletedWithValueMatching(value -> value.body().equals("what was said"));
        assertThat(provider.fetchTimes()).isEqualTo(seconds(5));
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void theCallerReceivesANoticeOfTheSubmissionAndOfEveryPollThatFindsTheJobUnfinished() {
        provider.onStatus(answering(JobStatus.pending("scripted", "job-1", 30)), pending(), done());
        begin(engine);

        clock.runAll();

        assertThat(notices).containsExactly("submitted job-1", "progressed 30", "progressed null");
    }

    @Test
    void aWaitingJobIsPolledAtOnce() {
        provider.onStatus(done());
        CompletableFuture<JobResult> result = submit(engine);

        assertThat(engine.pollNow("job-1")).isTrue();

        assertThat(provider.pollTimes()).containsExactly(Duration.ZERO);
        assertThat(result).isCompleted();
    }

    @Test
    void aWakeUpDuringAPollIsFollowedByOneMorePoll() {
        CompletableFuture<JobStatus> olderThanTheWakeUp = provider.openStatus();
        provider.onStatus(done());
        CompletableFuture<JobResult> result = submit(engine);
        clock.advance(Duration.ofSeconds(2));

        assertThat(engine.pollNow("job-1")).isTrue();
        assertThat(engine.pollNow("job-1")).isTrue();
        assertThat(provider.pollTimes()).hasSize(1);
        olderThanTheWakeUp.complete(JobStatus.pending("scripted", "job-1", null));
        clock.advance(Duration.ZERO);

        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 2));
        assertThat(result).isCompleted();
    }

    @Test
    void aJobThatIsUnknownOrNotSubmittedYetOrEndedIsNotWoken() {
        CompletableFuture<Submission> upload = provider.onStatus(done()).openSubmission();
        submit(engine);

        assertThat(engine.pollNow("unknown-job")).isFalse();
        assertThat(engine.pollNow("job-1")).isFalse();
        assertThat(provider.pollTimes()).isEmpty();
        upload.complete(Submission.of("job-1"));
        clock.advance(Duration.ofSeconds(2));
        assertThat(engine.pollNow("job-1")).isFalse();
        assertThat(provider.pollTimes()).hasSize(1);
    }

    @Test
    void aForgedWakeUpCostsOnePollAndChangesNothingElse() {
        provider.onStatus(pending());
        CompletableFuture<JobResult> result = submit(engine);
        clock.advance(Duration.ofSeconds(1));

        engine.pollNow("job-1");
        clock.advance(Duration.ofSeconds(2));
        assertThat(provider.pollTimes()).isEqualTo(seconds(1));
        assertThat(result).isNotDone();

        clock.advance(Duration.ofSeconds(1));
        assertThat(provider.pollTimes()).isEqualTo(seconds(1, 4));
    }

    @Test
    void aPollThatHadBegunWhenTheWakeUpCameStartsNoSecondChainOfPolls() {
        clock.ignoreCancels();
        submit(engine);
        clock.advance(Duration.ofSeconds(1));

        engine.pollNow("job-1");
        clock.advance(Duration.ofSeconds(7).plusMillis(500));

        assertThat(provider.pollTimes()).isEqualTo(seconds(1, 4, 8.5));
    }
}

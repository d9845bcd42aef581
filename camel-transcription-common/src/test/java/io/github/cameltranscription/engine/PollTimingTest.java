/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static io.github.cameltranscription.engine.ScriptedProvider.answering;
import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static org.assertj.core.api.Assertions.assertThat;

class PollTimingTest extends EngineTest {

    private final JobEngine engine = engine();

    @Test
    void firstPollComesExactlyInitialDelayAfterTheSubmission() {
        CompletableFuture<Submission> upload = new CompletableFuture<>();
        provider.onSubmit(later(upload));
        submit(engine());
        clock.advance(Duration.ofMinutes(3));

        upload.complete(Submission.of("job-1"));
        clock.advance(Duration.ofMillis(1_999));
        assertThat(provider.pollTimes()).isEmpty();

        clock.advance(Duration.ofMillis(1));
        assertThat(provider.pollTimes()).containsExactly(Duration.ofMinutes(3).plusSeconds(2));
    }

    @Test
    void intervalsGrowByTheMultiplierUpToTheMaximum() {
        submit(engine());

        clock.advance(Duration.ofSeconds(130));

        assertThat(provider.pollTimes())
                .extracting(Duration::toMillis)
                .containsExactly(2_000L, 5_000L, 9_500L, 16_250L, 26_375L, 41_562L, 64_343L, 94_343L, 124_343L);
    }

    @Test
    void theIntervalIsCountedFromTheAnswerAndNotFromTheQuestion() {
        CompletableFuture<JobStatus> slow = new CompletableFuture<>();
        provider.onStatus(later(slow));
        submit(engine());
        clock.advance(Duration.ofSeconds(60));
        assertThat(provider.pollTimes()).hasSize(1);

        slow.complete(JobStatus.pending("scripted", "job-1", 10));
        clock.advance(Duration.ofSeconds(3));

        assertThat(provider.pollTimes()).isEqualTo(seconds(2, 63));
    }

    @Test
    void aJobThatExistsAlreadyIsPolledAtOnce() throws InterruptedException {
        provider.onStatus(done());

        PendingJob<JobResult> job = await(engine(), "job-1");

        assertThat(provider.pollTimes()).containsExactly(Duration.ZERO);
        assertThat(job.result().toCompletableFuture()).isCompleted();
        assertThat(provider.submitTimes()).isEmpty();
    }

    @Test
    void aJobThatExistsAlreadyAndIsNotDoneIsPolledOnAfterOneGrownInterval() throws InterruptedException {
        await(engine(), "job-1");

        clock.advance(Duration.ofSeconds(3));

        assertThat(provider.pollTimes()).isEqualTo(seconds(0, 3));
    }

    @Test
    void aFinishedJobIsFetchedAtOnceAndLeavesNothingPlanned() {
        provider.onStatus(pending(), done()).onFetch(answering(JobResult.of("what was said")));
        CompletableFuture<JobResult> result = submit(engine());

        clock.advance(Duration.ofSeconds(5));

        assertThat(result).isCompletedWithValueMatching(value -> value.body().equals("what was said"));
        assertThat(provider.fetchTimes()).isEqualTo(seconds(5));
        assertThat(clock.waitingTasks()).isZero();
    }

    @Test
    void theListenerHearsOfTheSubmissionAndOfEveryPollThatFoundTheJobUnfinished() {
        provider.onStatus(answering(JobStatus.pending("scripted", "job-1", 30)), pending(), done());
        List<String> news = new ArrayList<>();
        begin(engine(), new UserCaller() {
            @Override
            public void submitted(Submission submission) {
                news.add("submitted " + submission.jobId());
            }

            @Override
            public void progressed(JobStatus status) {
                news.add("progressed " + status.progress());
            }
        });

        clock.runAll();

        assertThat(news).containsExactly("submitted job-1", "progressed 30", "progressed null");
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
    void aWakeUpDuringAPollAsksOnceMoreRightAfterIt() {
        CompletableFuture<JobStatus> olderThanTheWakeUp = new CompletableFuture<>();
        provider.onStatus(later(olderThanTheWakeUp), done());
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
    void anUnknownJobIsNotWokenAndNothingIsPolled() {
        submit(engine);

        assertThat(engine.pollNow("job-of-somebody-else")).isFalse();

        assertThat(provider.pollTimes()).isEmpty();
    }

    @Test
    void aJobThatHasEndedIsNotWoken() {
        provider.onStatus(done());
        submit(engine);
        clock.advance(Duration.ofSeconds(2));

        assertThat(engine.pollNow("job-1")).isFalse();
    }

    @Test
    void aJobThatIsStillSubmittedIsNotWoken() {
        provider.onSubmit(later(new CompletableFuture<>()));
        submit(engine);

        assertThat(engine.pollNow("job-1")).isFalse();
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
        VirtualScheduler late = new VirtualScheduler().deafToCancel();
        ScriptedProvider asked = new ScriptedProvider(late);
        JobEngine lateEngine = engine(late, Runnable::run, 1);
        try {
            lateEngine.transcribe(new UserCaller(), recording(asked), JobJournal.NONE);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        late.advance(Duration.ofSeconds(1));

        lateEngine.pollNow("job-1");
        late.advance(Duration.ofSeconds(7).plusMillis(500));

        assertThat(asked.pollTimes()).isEqualTo(seconds(1, 4, 8.5));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static io.github.cameltranscription.engine.ScriptedProvider.done;
import static io.github.cameltranscription.engine.ScriptedProvider.later;
import static io.github.cameltranscription.engine.ScriptedProvider.pending;
import static org.assertj.core.api.Assertions.assertThat;

class WakeTest extends EngineTest {

    private final JobEngine engine = engine();

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

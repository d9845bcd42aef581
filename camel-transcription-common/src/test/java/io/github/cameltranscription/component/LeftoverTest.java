/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobWaiter;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** What a process that ended has left, as against what is just being done. */
class LeftoverTest {

    private static final String KEY = RecordTest.SCOPE + RecordTest.KEY;

    private final MemoryJobRepository records = new MemoryJobRepository();
    private final NodesRepository repository = NodesRepository.own(records);
    private final JobLedger ledger = new JobLedger(
            repository,
            "this process",
            Duration.ofSeconds(30),
            new NoTime(),
            Runnable::run,
            Clock.systemUTC(),
            new ConcurrentHashMap<>());
    private final RecordedJobs jobs =
            new RecordedJobs(ledger, "fake", "transcribe", "transcribe", null, UncertainSubmission.FAIL);
    private final JobRecord delivered = RecordTest.intent(JobWaiter.SUBMIT)
            .submitted("job-7", Instant.now())
            .delivered(Instant.now());
    private final JobRecord leftToItsSource =
            delivered.leased(RecordedJobs.SOURCE_OPEN, Instant.now().plus(RecordedJobs.SOURCE_LIMIT));

    private static final class NoTime implements JobScheduler {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public ScheduledTask schedule(Runnable task, Duration delay) {
            return () -> {};
        }
    }

    @Test
    void whatWasDeliveredAndNotFinishedOffIsALeftover() {
        records.putIfAbsent(KEY, delivered.toJson());

        assertThat(jobs.leftover(KEY)).isNotNull();
    }

    @Test
    void aRecordThatIsLeftToItsSourceIsNone() {
        records.putIfAbsent(KEY, leftToItsSource.toJson());

        assertThat(jobs.leftover(KEY)).isNull();
    }

    @Test
    void nothingThatIsBeingWorkedOnIsALeftover() {
        records.putIfAbsent(KEY, delivered.toJson());
        ledger.hold(KEY, "an exchange");

        assertThat(jobs.leftover(KEY)).isNull();
    }

    @Test
    void aRecordThatIsLeftToItsSourceWhileItIsLookedAtIsNone() {
        records.putIfAbsent(KEY, delivered.toJson());
        repository.afterGet(() -> records.replace(KEY, delivered.toJson(), leftToItsSource.toJson()));

        assertThat(jobs.leftover(KEY)).isNull();
        assertThat(ledger.isHeld(KEY)).isFalse();
    }
}

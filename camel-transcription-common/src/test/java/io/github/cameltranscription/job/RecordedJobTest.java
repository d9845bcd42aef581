/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.JobScheduler;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How many statements a job costs, and what the simulation has found. */
class RecordedJobTest {

    private static final JobScope SCOPE = new JobScope("palatine", "transcribe", "https://example.org");
    private static final JobRules RULES = new JobRules("transcribe", false, 20);

    private static final BiConsumer<RecordedJob, String> UNNOTIFIED = (job, why) -> {};

    private final MemoryJobRepository records = new MemoryJobRepository();
    private final Database database = new Database();
    private Instant now = Instant.now();
    private final List<Runnable> later = new ArrayList<>();
    private final JobNode node = node();

    private JobNode node() {
        JobScheduler time = new JobScheduler() {
            @Override
            public long nanoTime() {
                return 0;
            }

            @Override
            public Future<?> schedule(Runnable task, Duration delay) {
                later.add(task);
                return CompletableFuture.completedFuture(null);
            }
        };
        return new JobNode(database, time, Runnable::run, Duration.ofSeconds(30));
    }

    @BeforeEach
    void startNode() {
        node.start("a test");
        database.statements = 0;
    }

    /** Each call is one statement of the database's repository. */
    private final class Database implements JobRepository {

        private int statements;
        private boolean away;
        private final Queue<Boolean> fates = new LinkedList<>();
        private Runnable beforeNextChange = () -> {};

        /** The next statements: {@code true} fails after the commit, {@code false} before it. */
        private void fail(boolean afterCommit) {
            fates.add(afterCommit);
        }

        /** The next statement but for those that fail does not. */
        private void succeed() {
            fates.add(null);
        }

        private <T> T one(Supplier<T> statement) {
            statements++;
            Boolean fate = fates.poll();
            if (away || Boolean.FALSE.equals(fate)) {
                throw new JobRepositoryException("before the commit");
            }
            T result = statement.get();
            if (Boolean.TRUE.equals(fate)) {
                throw new JobRepositoryException("after the commit");
            }
            return result;
        }

        @Override
        public JobRecord read(String id) {
            return one(() -> records.read(id));
        }

        @Override
        public boolean insert(JobRecord added) {
            return one(() -> records.insert(added));
        }

        @Override
        public boolean replace(JobRecord expected, JobRecord next) {
            anotherChange();
            return one(() -> records.replace(expected, next));
        }

        @Override
        public boolean delete(JobRecord expected) {
            anotherChange();
            return one(() -> records.delete(expected));
        }

        private void anotherChange() {
            Runnable another = beforeNextChange;
            beforeNextChange = () -> {};
            another.run();
        }

        @Override
        public List<JobRecord> list(JobRecordState state, int limit) {
            return one(() -> records.list(state, limit));
        }

        @Override
        public List<JobRecord> claim(JobScope scope, JobRecordState state, JobOwner owner, int limit) {
            return one(() -> records.claim(scope, state, owner, limit));
        }

        @Override
        public JobRecord beginDelivery(String id, String jobId, JobOwner owner) {
            return one(() -> records.beginDelivery(id, jobId, owner));
        }

        @Override
        public int finish(Collection<JobRecord> finished) {
            return one(() -> records.finish(finished));
        }

        @Override
        public JobOwner heartbeat(JobOwner owner, Duration lease) {
            return one(() -> records.heartbeat(owner, lease));
        }

        @Override
        public int giveUp(JobOwner asking) {
            return one(() -> records.giveUp(asking));
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }

    private RecordedJob input(String key, boolean forResults) {
        return input(node, key, forResults);
    }

    private static RecordedJob input(JobNode node, String key, boolean forResults) {
        return RecordedJob.ofInput(
                node,
                SCOPE,
                new Object(),
                () -> CompletableFuture.completedFuture(key),
                RULES,
                forResults,
                key,
                null,
                null);
    }

    private static <T> T done(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    private void transcribe(String key) {
        RecordedJob job = input(key, false);
        assertThat(done(job.intend())).isNull();
        done(job.submitted("job of " + key));
        done(job.deliver());
        job.delivered(false);
        assertThat(records.read(SCOPE.idOf(key)).state()).isEqualTo(JobRecordState.FINISHED);
    }

    private void submit(String key) {
        RecordedJob job = input(key, true);
        done(job.intend());
        done(job.submitted("job of " + key));
        job.sourceCommitted();
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000})
    void aTranscribeCostsFourStatements(int jobs) {
        for (int i = 0; i < jobs; i++) {
            transcribe("talk " + i);
        }

        assertThat(database.statements).isEqualTo(4 * jobs);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000})
    void atPalatineATranscribeCostsFiveStatementsAtMost(int jobs) {
        node.serve(SCOPE, jobId -> CompletableFuture.completedFuture(null));
        database.statements = 0;
        for (int i = 0; i < jobs; i++) {
            RecordedJob job = input("talk " + i, false);
            done(job.intend());
            done(job.submitted("job-" + i));
            done(job.deliver());
            job.delivered(true);
        }

        assertThat(database.statements).isLessThanOrEqualTo(5 * jobs);
        assertThat(records.list(JobRecordState.FINISHED, Integer.MAX_VALUE)).hasSize(jobs);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 10_000})
    void aSubmitCostsThreeStatementsAndAResultThree(int jobs) {
        for (int i = 0; i < jobs; i++) {
            submit("talk " + i);
        }
        assertThat(database.statements).isEqualTo(3 * jobs);

        database.statements = 0;
        for (RecordedJob job : node.claim(SCOPE, jobs, RULES, () -> true, UNNOTIFIED)) {
            done(job.deliver());
            job.delivered(false);
        }

        assertThat(records.list(JobRecordState.FINISHED, Integer.MAX_VALUE)).hasSize(jobs);
        assertThat(database.statements).isEqualTo(2 * jobs + 1);
    }

    @Test
    void anAwaitWithARecordCostsTwoStatements() {
        submit("talk");
        database.statements = 0;

        RecordedJob job = RecordedJob.await(node, SCOPE, new Object(), "talk", RULES, "job of talk");
        done(job.deliver());
        job.delivered(false);

        assertThat(records.read(SCOPE.idOf("talk")).state()).isEqualTo(JobRecordState.FINISHED);
        assertThat(database.statements).isEqualTo(2);
    }

    @Test
    void aRejectionCostsTwoStatementsMoreAndLeavesNoIntentWhileItWaits() {
        RecordedJob job = input("talk", false);
        done(job.intend());
        done(job.rejected());
        assertThat(records.read(SCOPE.idOf("talk"))).isNull();

        done(job.intend());
        done(job.submitted("job-1"));
        done(job.deliver());
        job.delivered(false);

        assertThat(database.statements).isEqualTo(6);
    }

    /** Found by the simulation: the mark of an intent that was never written was taken for that of another process. */
    @Test
    void anIntentThatWasNotWrittenDoesNotMakeThatOfAnotherProcessHarmless() {
        database.fail(false);
        assertThat(input("talk", false).intend().toCompletableFuture()).isCompletedExceptionally();
        JobOwner dead = new JobOwner("dead", 1);
        records.insert(JobTransitions.intent(SCOPE, "talk", false, null, JobStep.by(dead, records.now())));
        records.giveUp(node.owner());

        CompletableFuture<String> intent = input("talk", false).intend().toCompletableFuture();

        assertThatThrownBy(intent::join).cause().satisfies(failure -> assertThat(
                        ((TranscriptionException) failure).getCategory())
                .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION));
    }

    /** Found by the simulation: two purchases after a failed one had the same revision. */
    @Test
    void aSecondPurchaseThatWasNotWrittenDoesNotMakeThatOfAnotherProcessHarmless() {
        JobRecord failed = new JobRecord.Draft(SCOPE, "talk", 7)
                .state(JobRecordState.FINISHED)
                .jobId("job-1")
                .failed(true)
                .failures(1)
                .recordedAt(records.now())
                .keepUntil(records.now().plus(Duration.ofDays(1)))
                .make();
        records.insert(failed);
        database.succeed();
        database.succeed();
        database.fail(false);
        assertThat(input("talk", false).intend().toCompletableFuture()).isCompletedExceptionally();
        JobOwner dead = records.heartbeat(new JobOwner("dead", 0), Duration.ofHours(1));
        JobNode other = new JobNode(records, node.scheduler(), Runnable::run, Duration.ofSeconds(30));
        assertThat(done(input(other, "talk", false).intend())).isNull();
        assertThat(records.read(SCOPE.idOf("talk")).failures()).isEqualTo(1);
        records.giveUp(dead);

        CompletableFuture<String> intent = input("talk", false).intend().toCompletableFuture();

        assertThatThrownBy(intent::join).cause().satisfies(failure -> assertThat(
                        ((TranscriptionException) failure).getCategory())
                .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION));
    }

    @Test
    void aPurchaseByAnotherOperationAfterAFailedOneIsForThatOperation() {
        RecordedJob transcribed = input("talk", false);
        done(transcribed.intend());
        done(transcribed.submitted("job-1"));
        JobRecord there = records.read(SCOPE.idOf("talk"));
        records.replace(
                there,
                there.draft()
                        .state(JobRecordState.FINISHED)
                        .failed(true)
                        .owner(null)
                        .keepUntil(records.now().plus(Duration.ofDays(1)))
                        .make());
        node.letGo(SCOPE.idOf("talk"), transcribed);

        submit("talk");

        assertThat(records.read(SCOPE.idOf("talk")).forResults()).isTrue();
    }

    @Test
    void anIntentThatWasWrittenThoughItsStatementFailedIsGoneOnWith() {
        database.fail(true);
        assertThat(input("talk", false).intend().toCompletableFuture()).isCompletedExceptionally();
        assertThat(records.read(SCOPE.idOf("talk")).state()).isEqualTo(JobRecordState.INTENT);

        assertThat(done(input("talk", false).intend())).isNull();
    }

    /** Found by the simulation: the jobs of a claim that failed after its commit belonged to a node that did not know. */
    @Test
    void theJobsOfAClaimThatFailedAfterItsCommitAreTakenByTheNextOne() {
        submit("talk");
        database.fail(true);
        assertThatThrownBy(() -> node.claim(SCOPE, 10, RULES, () -> true, UNNOTIFIED))
                .isInstanceOf(JobRepositoryException.class);

        List<RecordedJob> claimed = node.claim(SCOPE, 10, RULES, () -> true, UNNOTIFIED);

        assertThat(claimed).extracting(RecordedJob::key).containsExactly("talk");
    }

    @Test
    void theRouteIsToldOfAnIntentWhoseNodeDiedUntilItHasTakenTheNotice() {
        List<RecordedJob> notices = new ArrayList<>();
        node.claim(SCOPE, 10, RULES, () -> true, (job, why) -> {
            assertThat(why).isEqualTo(JobNode.ABANDONED_INTENT);
            notices.add(job);
        });
        records.insert(JobTransitions.intent(SCOPE, "talk", true, null, JobStep.by(new JobOwner("dead", 1), now)));
        records.giveUp(node.owner());

        runLater();
        runLater();
        assertThat(notices).extracting(RecordedJob::key).containsExactly("talk");
        runLater();
        runLater();
        assertThat(notices).as("the route has a minute for a notice").hasSize(1);

        now = now.plusSeconds(61);
        runLater();
        runLater();
        assertThat(notices).hasSize(2);
        notices.get(1).told();
        now = now.plusSeconds(61);
        runLater();
        runLater();
        assertThat(notices).hasSize(2);
        assertThat(records.read(notices.get(0).known().id()))
                .returns(JobRecordState.PARKED, JobRecord::state)
                .returns(false, JobRecord::noticeDue);
    }

    /** Found by a busy machine: the notice of a parked job changed its record between the two statements of a retry. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aParkedJobIsRetriedOrForgottenWhileItsNoticeIsTaken(boolean retried) {
        submit("talk");
        JobRecord submitted = records.read(SCOPE.idOf("talk"));
        records.replace(submitted, JobTransitions.next(submitted, JobEvent.EXHAUSTED, JobStep.by(node.owner(), now)));
        database.beforeNextChange = () -> {
            JobRecord parked = records.read(SCOPE.idOf("talk"));
            records.replace(parked, JobTransitions.next(parked, JobEvent.NOTICE_TAKEN, JobStep.by(node.owner(), now)));
        };

        assertThat(retried ? node.retry(SCOPE, "talk") : node.forget(SCOPE, "talk"))
                .isTrue();

        JobRecord found = records.read(SCOPE.idOf("talk"));
        assertThat(found == null ? null : found.state()).isEqualTo(retried ? JobRecordState.SUBMITTED : null);
    }

    /** Found by killed processes: what a claim gave back at once could be changed in between, and was given to no one. */
    @Test
    void aJobThatIsClaimedWhileAnExchangeStillHoldsItIsFreedWhenThatHasEnded() {
        submit("talk");
        RecordedJob again = input("talk", true);
        assertThat(done(again.intend())).isEqualTo("job of talk");
        database.succeed();
        database.fail(false);
        assertThat(node.claim(SCOPE, 10, RULES, () -> true, UNNOTIFIED)).isEmpty();
        JobRecord claimed = records.read(SCOPE.idOf("talk"));
        assertThat(records.replace(claimed, claimed.draft().make())).isTrue();

        again.sourceCommitted();
        runLater();
        runLater();

        assertThat(node.claim(SCOPE, 10, RULES, () -> true, UNNOTIFIED))
                .extracting(RecordedJob::key)
                .containsExactly("talk");
    }

    private void runLater() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    /** Found by the simulation: the first failed, and another node began a third delivery beside the second. */
    @Test
    void ofTwoMessagesWithTheSameJobOneIsDeliveredAtATime() {
        submit("talk");
        RecordedJob one = RecordedJob.await(node, SCOPE, "exchange 1", "talk", RULES, "job of talk");
        RecordedJob two = RecordedJob.await(node, SCOPE, "exchange 2", "talk", RULES, "job of talk");
        done(one.deliver());

        CompletableFuture<Void> second = two.deliver().toCompletableFuture();
        runLater();
        assertThat(second).isNotDone();
        one.undelivered(new IllegalStateException("the sink is down"));
        runLater();

        assertThat(second).isCompleted();
        assertThat(records.read(SCOPE.idOf("talk")).owner()).isEqualTo(node.owner());
    }

    @Test
    void anExchangeThatAwaitsTheSameJobAgainGetsItAgain() {
        submit("talk");
        done(RecordedJob.await(node, SCOPE, "exchange", "talk", RULES, "job of talk")
                .deliver());

        done(RecordedJob.await(node, SCOPE, "exchange", "talk", RULES, "job of talk")
                .deliver());
    }

    /** Found by the simulation: paid, the source committed, and the process died before the id could be recorded. */
    @Test
    void aSubmitEndsOnlyWhenTheJobsIdIsRecorded() {
        RecordedJob job = input("talk", true);
        done(job.intend());
        database.away = true;

        CompletableFuture<Void> submitted = job.submitted("job-1").toCompletableFuture();
        assertThat(submitted).isNotDone();

        database.away = false;
        List.copyOf(later).forEach(Runnable::run);
        assertThat(submitted).isCompleted();
        assertThat(records.read(SCOPE.idOf("talk")).jobId()).isEqualTo("job-1");
    }

    /** Found by the simulation: the record changed while its job was released, and it was never finished. */
    @Test
    void aJobWhoseSourceBringsItsRecordingAgainWhileItIsReleasedIsFinished() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        node.serve(SCOPE, jobId -> released);
        RecordedJob job = input("talk", true);
        done(job.intend());
        done(job.submitted("job-1"));
        job.sourceCommitted();
        RecordedJob claimed =
                node.claim(SCOPE, 1, RULES, () -> true, UNNOTIFIED).get(0);
        done(claimed.deliver());
        claimed.delivered(true);
        RecordedJob again = input("talk", true);
        assertThat(done(again.intend())).isEqualTo("job-1");
        JobRecord delivered = records.read(SCOPE.idOf("talk"));
        records.replace(delivered, delivered.draft().make());

        released.complete(null);

        assertThat(records.read(SCOPE.idOf("talk")).state()).isEqualTo(JobRecordState.FINISHED);
    }

    /** Found by a killed process: what was delivered right before a stop was released once more at the next start. */
    @Test
    void aStopWaitsUntilWhatIsDeliveredIsReleasedAndFinished() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch slow = new CountDownLatch(1);
            JobNode stopping = new JobNode(database, node.scheduler(), worker, Duration.ofSeconds(30));
            stopping.start("a test");
            stopping.serve(SCOPE, jobId -> CompletableFuture.runAsync(() -> {}, worker));
            RecordedJob job = input(stopping, "talk", false);
            job.intend().toCompletableFuture().get();
            job.submitted("job-1").toCompletableFuture().get();
            job.deliver().toCompletableFuture().get();
            worker.execute(() -> {
                try {
                    slow.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
            job.delivered(true);
            CompletableFuture<JobRecordState> atTheStop = CompletableFuture.supplyAsync(() -> {
                stopping.close();
                return records.read(SCOPE.idOf("talk")).state();
            });

            slow.countDown();

            assertThat(atTheStop.get(30, TimeUnit.SECONDS)).isEqualTo(JobRecordState.FINISHED);
        } finally {
            worker.shutdownNow();
        }
    }

    @Test
    void aNodeThatWasGivenUpBeginsNoDeliveryOfAJobThatAnotherHas() {
        RecordedJob job = input("talk", false);
        done(job.intend());
        done(job.submitted("job-1"));
        records.leave(node.owner());
        JobOwner other = records.heartbeat(new JobOwner("other", 0), Duration.ofHours(1));
        JobRecord free = records.read(SCOPE.idOf("talk"));
        records.replace(free, JobTransitions.next(free, JobEvent.TAKEN, JobStep.by(other, records.now())));

        CompletableFuture<Void> delivery = job.deliver().toCompletableFuture();

        assertThat(delivery).isCompletedExceptionally();
        assertThat(records.read(SCOPE.idOf("talk")).owner()).isEqualTo(other);
    }
}

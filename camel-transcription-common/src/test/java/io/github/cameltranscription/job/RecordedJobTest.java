/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.VirtualScheduler;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The steps of a recorded job with a database that fails in between: above all what the simulation has found. */
class RecordedJobTest {

    private static final JobScope SCOPE = new JobScope("palatine", "transcribe", "https://example.org");
    private static final JobRules RULES = new JobRules("transcribe", false, 20);
    private static final String KEY = "talk";
    private static final String JOB = "job-1";
    private static final JobOwner DEAD = new JobOwner("dead", 1);
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final VirtualScheduler clock = new VirtualScheduler();
    private final Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    private final SharedMemoryRepository records = new SharedMemoryRepository(() -> begin.plus(clock.elapsed()));
    private final Database database = new Database();
    private final JobNode node = new JobNode(database, clock, Runnable::run, LEASE);

    @BeforeEach
    void startNode() {
        node.start("a test");
    }

    private final class Database extends InterceptedRepository {

        private final Queue<Boolean> fates = new LinkedList<>();
        private boolean away;
        private boolean onlyHeartbeats;
        private Runnable failure = () -> {
            throw new JobRepositoryException("before the commit");
        };
        private int longestList;
        private CountDownLatch hanging = new CountDownLatch(0);
        private volatile boolean isHanging;
        private Runnable beforeNextChange = () -> {};
        private final Map<String, Thread> callers = new ConcurrentHashMap<>();

        private Database() {
            super(records);
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        /** The next calls: {@code true} fails after the commit, {@code false} before it, {@code null} does not fail. */
        private void next(Boolean... afterCommit) {
            fates.addAll(Arrays.asList(afterCommit));
        }

        @Override
        protected <T> T call(String name, Supplier<T> call) {
            callers.put(name, Thread.currentThread());
            if (name.contains(" to ") || name.equals("delete")) {
                Runnable another = beforeNextChange;
                beforeNextChange = () -> {};
                another.run();
            }
            if (name.equals("heartbeat") && hanging.getCount() > 0) {
                isHanging = true;
                await(hanging);
            }
            Boolean fate = fates.poll();
            if (away || onlyHeartbeats && !name.equals("heartbeat") || Boolean.FALSE.equals(fate)) {
                failure.run();
            }
            T result = call.get();
            if (Boolean.TRUE.equals(fate)) {
                throw new JobRepositoryException("after the commit");
            }
            return result;
        }

        @Override
        public List<JobRecord> list(JobRecordState state, int limit) {
            longestList = Math.max(longestList, limit);
            return super.list(state, limit);
        }

        @Override
        public boolean isShared() {
            return true;
        }
    }

    private RecordedJob input(boolean forResults) {
        return input(node, forResults);
    }

    private static RecordedJob input(JobNode node, boolean forResults) {
        return RecordedJob.ofInput(
                node,
                SCOPE,
                new Object(),
                () -> CompletableFuture.completedFuture(KEY),
                RULES,
                forResults,
                KEY,
                null,
                null);
    }

    private static <T> T done(CompletionStage<T> stage) {
        assertThat(stage.toCompletableFuture()).isCompleted();
        return stage.toCompletableFuture().join();
    }

    private RecordedJob bought(boolean forResults) {
        RecordedJob job = input(forResults);
        assertThat(done(job.intend())).isNull();
        done(job.submitted(JOB));
        return job;
    }

    /** A job that waits for {@code results} or {@code await}. */
    private void submit() {
        bought(true).sourceCommitted();
    }

    private List<RecordedJob> claim() {
        return claim((job, why) -> {});
    }

    private List<RecordedJob> claim(BiConsumer<RecordedJob, String> parked) {
        return node.claim(SCOPE, 10, RULES, () -> true, parked);
    }

    private JobRecord found() {
        return records.read(SCOPE.idOf(KEY));
    }

    private void change(JobEvent event, JobOwner owner) {
        change(event, null, owner);
    }

    private void change(JobEvent event, String jobId, JobOwner owner) {
        JobStep step = new JobStep(owner, records.now(), jobId, null, Duration.ZERO);
        assertThat(records.replace(found(), JobTransitions.next(found(), event, step)))
                .isTrue();
    }

    @Test
    void aSecondContextThatUsesARepositoryInMemoryTakesNothingFromTheFirst() {
        MemoryJobRepository memory = new MemoryJobRepository();
        JobNode first = new JobNode(memory, clock, Runnable::run, LEASE);
        first.start("the first context");
        assertThat(done(input(first, false).intend())).isNull();

        new JobNode(memory, clock, Runnable::run, LEASE).start("the second context");

        assertThat(memory.read(SCOPE.idOf(KEY)).owner()).isEqualTo(first.owner());
    }

    @Test
    void aRejectionLeavesNoIntentWhileItWaits() {
        RecordedJob job = input(false);
        done(job.intend());
        done(job.rejected());
        assertThat(found()).isNull();

        done(job.intend());
        done(job.submitted(JOB));
        done(job.deliver());
        job.delivered(false);

        assertThat(found().state()).isEqualTo(JobRecordState.FINISHED);
    }

    private void assertUncertain(RecordedJob job) {
        CompletableFuture<String> intent = job.intend().toCompletableFuture();

        assertThatThrownBy(intent::join).cause().satisfies(failure -> assertThat(
                        ((TranscriptionException) failure).getCategory())
                .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION));
    }

    /** Found by the simulation: the mark of an intent that was never written was taken for that of another process. */
    @Test
    void anIntentThatWasNotWrittenDoesNotMakeThatOfAnotherProcessHarmless() {
        database.next(false);
        assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();
        records.insert(JobTransitions.intent(SCOPE, KEY, false, null, JobStep.by(DEAD, records.now())));
        records.giveUp(node.owner());

        assertUncertain(input(false));
    }

    private void putFailed() {
        records.insert(new JobRecord.Draft(SCOPE, KEY, 7)
                .state(JobRecordState.FINISHED)
                .jobId(JOB)
                .failed(true)
                .failures(1)
                .recordedAt(records.now())
                .keepUntil(records.now().plus(Duration.ofDays(1)))
                .make());
    }

    @Test
    void aRejectionBeforeAPurchaseDoesNotForgetTheFailuresBeforeIt() {
        putFailed();
        RecordedJob job = input(false);
        done(job.intend());
        done(job.rejected());
        done(job.intend());
        done(job.rejected());
        done(job.intend());
        done(job.submitted("job-2"));

        job.failed(ErrorCategory.JOB_FAILED.toException(ErrorDetails.of("fake", "transcribe", "no speech")
                .withJobId("job-2")
                .withVerdict(Verdict.FAILED)));

        assertThat(found().failures()).isEqualTo(2);
    }

    /** Found by the simulation: two purchases after a failed one had the same revision. */
    @Test
    void aSecondPurchaseThatWasNotWrittenDoesNotMakeThatOfAnotherProcessHarmless() {
        putFailed();
        database.next(null, null, false);
        assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();
        JobOwner dead = records.heartbeat(new JobOwner("dead", 0), Duration.ofHours(1));
        JobNode other = new JobNode(records, clock, Runnable::run, LEASE);
        assertThat(done(input(other, false).intend())).isNull();
        assertThat(found().failures()).isEqualTo(1);
        records.giveUp(dead);

        assertUncertain(input(false));
    }

    @Test
    void aPurchaseByAnotherOperationAfterAFailedOneIsForThatOperation() {
        RecordedJob transcribed = bought(false);
        records.replace(
                found(),
                found().draft()
                        .state(JobRecordState.FINISHED)
                        .failed(true)
                        .owner(null)
                        .keepUntil(records.now().plus(Duration.ofDays(1)))
                        .make());
        node.letGo(SCOPE.idOf(KEY), transcribed);

        submit();

        assertThat(found().forResults()).isTrue();
    }

    @Test
    void anIntentThatWasWrittenThoughItsStatementFailedIsContinued() {
        database.next(true);
        assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();
        assertThat(found().state()).isEqualTo(JobRecordState.INTENT);

        assertThat(done(input(false).intend())).isNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIntentThatWasWrittenThoughItsStatementFailedIsContinuedAfterAnotherFailure(boolean comesAgain) {
        database.next(true);
        assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();
        database.next(false);
        assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();

        if (comesAgain) {
            assertThat(done(input(false).intend())).isNull();
        } else {
            clock.advance(Duration.ofMinutes(2));
            assertThat(found()).isNull();
        }
    }

    @Test
    void anIntentThatWasWrittenThoughItsStatementFailedIsTakenBackIfItsInputDoesNotComeAgain() {
        database.next(true);
        assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();

        clock.advance(Duration.ofMinutes(2));

        assertThat(found()).isNull();
    }

    @Test
    void aJobWhoseIntentWasInDoubtIsKept() {
        database.next(true);
        assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();
        change(JobEvent.SUBMITTED, JOB, node.owner());

        clock.advance(Duration.ofMinutes(2));

        assertThat(found().jobId()).isEqualTo(JOB);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anEndIsRecordedAfterAnyFailureOfTheRepository(boolean error) {
        RecordedJob job = bought(false);
        done(job.deliver());
        database.failure = () -> {
            if (error) {
                throw new NoClassDefFoundError("org/example/Driver");
            }
            throw new IllegalStateException("the data source is closed");
        };
        database.next(false);

        job.delivered(false);
        clock.advance(Duration.ofSeconds(1));

        assertThat(found().state()).isEqualTo(JobRecordState.FINISHED);
    }

    @Test
    void aStopTriesOnceMoreWhatIsToBeRecorded() {
        RecordedJob job = bought(false);
        done(job.deliver());
        database.away = true;
        job.delivered(false);
        clock.advance(Duration.ofMinutes(1));
        database.away = false;

        done(node.beginClose());

        assertThat(found().state()).isEqualTo(JobRecordState.FINISHED);
    }

    @Test
    void aRecordMayBeKeptForEver() {
        records.setRetention(ChronoUnit.FOREVER.getDuration());
        RecordedJob job = bought(false);
        done(job.deliver());

        job.delivered(false);

        assertThat(found().keepUntil()).isAfter(begin.plus(Duration.ofDays(10_000)));
    }

    @Test
    void theAgeOfTheLeaseIsKnownWhileTheRepositoryDoesNotAnswer() throws Exception {
        database.hanging = new CountDownLatch(1);
        // The common pool has one thread on a machine with two processors.
        CompletableFuture<Void> beat = CompletableFuture.runAsync(node::rejoin, task -> new Thread(task).start());
        Awaitility.await().until(() -> database.isHanging);
        try {
            assertThat(CompletableFuture.supplyAsync(node::leaseAge)).succeedsWithin(Duration.ofSeconds(30));
        } finally {
            database.hanging.countDown();
        }
        beat.get(30, TimeUnit.SECONDS);
    }

    /** What a node does with a record that is free. */
    private enum Step {
        INTEND,
        CONTINUE,
        CLAIM,
        AWAIT
    }

    /** Otherwise the record would belong to a node that does not know it, for as long as that node is alive. */
    @ParameterizedTest
    @EnumSource(Step.class)
    void whatAStatementLeavesThatFailedAfterItsCommitIsForAnyNode(Step step) {
        if (step != Step.INTEND) {
            submit();
        }
        JobNode other = new JobNode(records, clock, Runnable::run, LEASE);
        other.start("another");
        switch (step) {
            case INTEND -> {
                database.next(true);
                assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();
            }
            case CONTINUE -> {
                database.next(null, null, true);
                assertThat(input(false).intend().toCompletableFuture()).isCompletedExceptionally();
            }
            case CLAIM -> {
                database.next(true);
                assertThatThrownBy(this::claim).isInstanceOf(JobRepositoryException.class);
            }
            default -> {
                RecordedJob awaited = await("exchange");
                database.next(null, true);
                CompletableFuture<Void> delivery = awaited.deliver().toCompletableFuture();
                database.onlyHeartbeats = true;
                clock.advance(Duration.ofMinutes(3));
                assertThat(delivery).isCompletedExceptionally();
                awaited.failed(ErrorCategory.JOB_REPOSITORY_UNAVAILABLE.toException(
                        ErrorDetails.of("palatine", "await", "away")));
                database.onlyHeartbeats = false;
            }
        }
        assertThat(found().owner()).isEqualTo(node.owner());

        clock.advance(Duration.ofSeconds(5));

        assertThat(done(input(other, false).intend())).isEqualTo(step == Step.INTEND ? null : JOB);
    }

    @Test
    void theRouteReceivesTheNoticeOfAnIntentWhoseNodeDiedUntilItHasTakenIt() {
        List<RecordedJob> notices = new ArrayList<>();
        claim((job, why) -> {
            assertThat(why).isEqualTo(JobNode.ABANDONED_INTENT);
            notices.add(job);
        });
        records.insert(JobTransitions.intent(SCOPE, KEY, true, null, JobStep.by(DEAD, records.now())));
        records.giveUp(node.owner());

        clock.advance(Duration.ofSeconds(1));
        assertThat(notices).extracting(RecordedJob::key).containsExactly(KEY);
        clock.advance(Duration.ofSeconds(58));
        assertThat(notices).as("the route has a minute for a notice").hasSize(1);

        clock.advance(Duration.ofMinutes(1));
        assertThat(notices).hasSize(2);
        notices.get(1).told();
        clock.advance(Duration.ofMinutes(5));
        assertThat(notices).hasSize(2);
        assertThat(found()).returns(JobRecordState.PARKED, JobRecord::state).returns(false, JobRecord::noticeDue);
        assertThat(database.longestList).as("a million jobs may be parked").isLessThan(10_000);
    }

    /** Found by the simulation: a job was tried again and parked again before the route had taken the first notice. */
    @Test
    void aNoticeThatIsTakenLateIsNotThatOfALaterParking() {
        List<RecordedJob> notices = new ArrayList<>();
        claim((job, why) -> notices.add(job));
        submit();
        change(JobEvent.EXHAUSTED, node.owner());
        node.tellOfParkedLater();
        clock.advance(Duration.ofSeconds(1));
        assertThat(notices).hasSize(1);
        assertThat(node.retry(SCOPE, KEY)).isTrue();
        change(JobEvent.EXHAUSTED, node.owner());

        notices.get(0).told();

        assertThat(found().noticeDue()).isTrue();
    }

    /** Found by a busy machine: the notice of a parked job changed its record between the two statements of a retry. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aParkedJobIsRetriedOrForgottenWhileItsNoticeIsTaken(boolean retried) {
        submit();
        change(JobEvent.EXHAUSTED, node.owner());
        database.beforeNextChange = () -> change(JobEvent.NOTICE_TAKEN, node.owner());

        assertThat(retried ? node.retry(SCOPE, KEY) : node.forget(SCOPE, KEY)).isTrue();

        assertThat(found() == null ? null : found().state()).isEqualTo(retried ? JobRecordState.SUBMITTED : null);
    }

    /** Found by killed processes: what a claim gave back at once could be changed in between, and was given to no one. */
    @Test
    void aJobThatIsClaimedWhileAnExchangeStillHoldsItIsFreedWhenThatHasEnded() {
        submit();
        RecordedJob again = input(true);
        assertThat(done(again.intend())).isEqualTo(JOB);
        database.next(null, false);
        assertThat(claim()).isEmpty();
        assertThat(records.replace(found(), found().draft().make())).isTrue();

        again.sourceCommitted();
        clock.advance(Duration.ofSeconds(1));

        assertThat(claim()).extracting(RecordedJob::key).containsExactly(KEY);
    }

    private RecordedJob await(String exchange) {
        return RecordedJob.await(node, SCOPE, exchange, KEY, RULES, JOB);
    }

    /** Found by the simulation: the first failed, and another node began a third delivery beside the second. */
    @Test
    void ofTwoMessagesWithTheSameJobOneIsDeliveredAtATime() {
        submit();
        RecordedJob one = await("exchange 1");
        RecordedJob two = await("exchange 2");
        done(one.deliver());

        CompletableFuture<Void> second = two.deliver().toCompletableFuture();
        clock.advance(Duration.ofSeconds(1));
        assertThat(second).isNotDone();
        one.undelivered(new IllegalStateException("the sink is down"));
        clock.advance(Duration.ofSeconds(1));

        assertThat(second).isCompleted();
        assertThat(found().owner()).isEqualTo(node.owner());
    }

    @Test
    void anExchangeThatAwaitsTheSameJobAgainGetsItAgain() {
        submit();
        done(await("exchange").deliver());

        done(await("exchange").deliver());
    }

    /** By a person, or by another node that sent the recording again and was refused. */
    @Test
    void aJobWhoseIntentIsForgottenWhileItIsSentIsRecorded() {
        RecordedJob job = input(true);
        done(job.intend());
        records.delete(found());
        database.next(null, null, true);

        CompletionStage<Void> recorded = job.submitted(JOB);
        clock.advance(Duration.ofSeconds(1));

        done(recorded);
        job.sourceCommitted();
        assertThat(claim()).extracting(RecordedJob::jobId).containsExactly(JOB);
    }

    /** Found by the simulation: paid, the source committed, and the process died before the id could be recorded. */
    @Test
    void aSubmitEndsOnlyWhenTheJobsIdIsRecorded() {
        RecordedJob job = input(true);
        done(job.intend());
        database.away = true;

        CompletableFuture<Void> submitted = job.submitted(JOB).toCompletableFuture();
        assertThat(submitted).isNotDone();

        database.away = false;
        clock.advance(Duration.ofSeconds(1));
        assertThat(submitted).isCompleted();
        assertThat(found().jobId()).isEqualTo(JOB);
    }

    /** Found by the simulation: the record changed while its job was released, and it was never finished. */
    @Test
    void aJobWhoseSourceBringsItsRecordingAgainWhileItIsReleasedIsFinished() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        node.serve(SCOPE, RULES, jobId -> released);
        submit();
        RecordedJob claimed = claim().get(0);
        done(claimed.deliver());
        claimed.delivered(true);
        assertThat(done(input(true).intend())).isEqualTo(JOB);
        records.replace(found(), found().draft().make());

        released.complete(null);

        assertThat(found().state()).isEqualTo(JobRecordState.FINISHED);
    }

    /** Found by a killed process: what was delivered right before a stop was released once more at the next start. */
    @Test
    void aStopWaitsUntilWhatIsDeliveredIsReleasedAndFinished() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            CountDownLatch slow = new CountDownLatch(1);
            JobNode stopping = new JobNode(database, clock, worker, LEASE);
            stopping.start("a test");
            stopping.serve(SCOPE, RULES, jobId -> CompletableFuture.runAsync(() -> {}, worker));
            RecordedJob job = input(stopping, false);
            job.intend().toCompletableFuture().get();
            job.submitted(JOB).toCompletableFuture().get();
            job.deliver().toCompletableFuture().get();
            worker.submit(() -> slow.await(30, TimeUnit.SECONDS));
            job.delivered(true);
            CompletableFuture<JobRecordState> atTheStop = CompletableFuture.supplyAsync(() -> {
                stopping.close();
                return found().state();
            });

            slow.countDown();

            assertThat(atTheStop.get(30, TimeUnit.SECONDS)).isEqualTo(JobRecordState.FINISHED);
        } finally {
            worker.shutdownNow();
        }
    }

    /** A connection that hangs must not hold up the stop of the Camel context. */
    @Test
    void theThreadThatStopsANodeExecutesNoStatement() {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            JobNode stopping = new JobNode(database, clock, worker, LEASE);
            stopping.start("a test");
            database.callers.clear();

            stopping.close();

            assertThat(database.callers).containsKey("leave").doesNotContainValue(Thread.currentThread());
        } finally {
            worker.shutdownNow();
        }
    }

    @Test
    void aNodeThatWasGivenUpBeginsNoDeliveryOfAJobThatAnotherHas() {
        RecordedJob job = bought(false);
        records.leave(node.owner());
        JobOwner other = records.heartbeat(new JobOwner("other", 0), Duration.ofHours(1));
        change(JobEvent.TAKEN, other);

        CompletableFuture<Void> delivery = job.deliver().toCompletableFuture();

        assertThat(delivery).isCompletedExceptionally();
        assertThat(found().owner()).isEqualTo(other);
    }
}

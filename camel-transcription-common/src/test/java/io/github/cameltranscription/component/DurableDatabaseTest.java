/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.testing.FaultyDataSource;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/** Recorded jobs on a database that several nodes share, and that is slow, away, full of old rows or has a broken one. */
@Timeout(120)
@Tag("server")
class DurableDatabaseTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String TABLE = "camel_transcription_job";

    private final FakeCloud cloud = new FakeCloud();
    private final List<Node> nodes = new ArrayList<>();
    private final List<String> emitted = new CopyOnWriteArrayList<>();
    private final List<TranscriptionException> handled = new CopyOnWriteArrayList<>();
    private JdbcConnectionPool database;
    private FaultyDataSource faulty;
    private JdbcJobRepository records;

    @BeforeEach
    void createDatabase() {
        database = JdbcConnectionPool.create(
                "jdbc:h2:mem:durable" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
        database.setMaxConnections(50);
        faulty = new FaultyDataSource(database);
        records = repository(database);
        records.start();
    }

    @AfterEach
    void stop() {
        faulty.comeBack();
        nodes.forEach(Node::close);
        database.dispose();
    }

    private static JdbcJobRepository repository(DataSource dataSource) {
        JdbcJobRepository repository = new JdbcJobRepository();
        repository.setDataSource(dataSource);
        return repository;
    }

    private Node startNode() {
        Node node = new Node(cloud, repository(faulty.dataSource()));
        nodes.add(node);
        return node;
    }

    /** Emits jobs, and collects the notices of the consumer. */
    private Node results(String options, Processor processor) {
        return startNode().routes(route -> {
            route.onException(TranscriptionException.class)
                    .handled(true)
                    .process(exchange ->
                            handled.add(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, TranscriptionException.class)));
            route.from("fake:results?jobRepository=#jobs&delay=20&bridgeErrorHandler=true" + options)
                    .process(exchange -> emitted.add(Node.jobId(exchange)))
                    .process(processor);
        });
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(60, TimeUnit.SECONDS);
    }

    private void put(String key, String jobId) {
        assertThat(records.insert(RecordTest.submitted(jobId).apply(key))).isTrue();
    }

    /** The jobs from 1 on. */
    private void putJobs(int count) {
        for (int i = 1; i <= count; i++) {
            put("talk " + i, "job-" + i);
        }
    }

    private JobRecord recordOf(String key) {
        return records.read(RecordTest.SCOPE.idOf(key));
    }

    private boolean isIn(JobRecordState state, String key) {
        JobRecord found = recordOf(key);
        return found != null && found.state() == state;
    }

    private long count(JobRecordState state) {
        return records.count().getOrDefault(state, 0L);
    }

    private static void later(long millis, Runnable action) {
        Executor delayed = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
        delayed.execute(action);
    }

    enum Poison {
        ITS_ROUTE_FAILS,
        IT_CANNOT_BE_RELEASED,
        IT_IS_NEVER_DONE
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void fivePoisonedJobsBackOffAndAreParkedAndTwentyGoodOnesAreDelivered(Poison poison) throws SQLException {
        Set<String> poisoned = ConcurrentHashMap.newKeySet();
        for (int i = 1; i <= 5; i++) {
            put("poisoned " + i, "bad-" + i);
            poisoned.add("bad-" + i);
        }
        for (int i = 1; i <= 20; i++) {
            put("good " + i, "good-" + i);
        }
        if (poison == Poison.IT_IS_NEVER_DONE) {
            cloud.answering(job -> CompletableFuture.completedFuture(
                    poisoned.contains(job) ? JobStatus.pending("fake", job, null) : FakeCloud.done(job)));
        }
        if (poison == Poison.IT_CANNOT_BE_RELEASED) {
            cloud.releasing(job -> poisoned.contains(job)
                    ? CompletableFuture.failedFuture(FakeCloud.trouble(ErrorCategory.INVALID_REQUEST))
                    : CompletableFuture.completedFuture(null));
        }

        results("&maxInFlight=5&maxAttempts=2&jobTimeout=200&maxRetries=0", exchange -> {
            if (poison == Poison.ITS_ROUTE_FAILS && poisoned.contains(Node.jobId(exchange))) {
                throw new IllegalStateException("this one never works");
            }
        });

        await().until(() -> count(JobRecordState.FINISHED) == 20 && count(JobRecordState.PARKED) == 5);
        assertThat(emitted.stream().filter(job -> job.startsWith("good-")))
                .hasSize(20)
                .doesNotHaveDuplicates();
        assertThat(records.list(JobRecordState.PARKED, 10))
                .allSatisfy(parked -> assertThat(parked.attempts()).isEqualTo(2));
        await().until(() -> parkedNotices().size() == 5);
        assertThat(parkedNotices()).containsExactlyInAnyOrderElementsOf(poisoned);
    }

    private List<String> parkedNotices() {
        return handled.stream()
                .filter(failure -> failure.getMessage().contains("the job is parked"))
                .map(TranscriptionException::getJobId)
                .toList();
    }

    @Test
    void oneUnreadableRecordBlocksNoOther() throws SQLException {
        putJobs(3);
        execute("UPDATE " + TABLE + " SET job_id = NULL WHERE job_key = 'talk 1'");

        results("&maxInFlight=1", exchange -> {});

        await().until(() -> isIn(JobRecordState.FINISHED, "talk 2") && isIn(JobRecordState.FINISHED, "talk 3"));
        assertThat(emitted).containsExactlyInAnyOrder("job-2", "job-3");
        assertThat(recordOf("talk 1").state()).isEqualTo(JobRecordState.PARKED);
        assertThat(recordOf("talk 1").lastError()).contains("cannot be read", "jobId is missing");
        await().until(() -> parkedNotices().size() == 1);
    }

    @Test
    void theRouteReceivesTheNoticeOfASubmissionWhoseNodeDied() {
        records.insert(RecordTest.draft("talk")
                .state(JobRecordState.INTENT)
                .owner(new JobOwner("a node that died", 1))
                .make());

        results("&jobLease=300", exchange -> {});

        await().until(() -> !handled.isEmpty());
        await().until(() -> !recordOf("talk").noticeDue());
        assertThat(handled).singleElement().satisfies(notice -> assertThat(notice)
                .hasMessageContaining("not known whether the provider has it: the submission was begun by a process")
                .extracting(TranscriptionException::getCategory)
                .isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION));
    }

    /** The jobs of the notices that a route gets; its sink is down at the first one. */
    private List<String> notices(String options) {
        AtomicBoolean sinkIsDown = new AtomicBoolean(true);
        List<String> notices = new CopyOnWriteArrayList<>();
        startNode().routes(route -> {
            route.onException(TranscriptionException.class).handled(true).process(exchange -> {
                notices.add(Node.jobId(exchange));
                if (sinkIsDown.getAndSet(false)) {
                    throw new IllegalStateException("the sink is down");
                }
            });
            route.from("fake:results?jobRepository=#jobs&delay=20&bridgeErrorHandler=true" + options)
                    .throwException(new IllegalStateException("this route never works"));
        });
        return notices;
    }

    @Test
    void theNoticeOfAFailedJobIsGivenAgainToASinkThatWasDownAndItsRecordStaysUntilThen() {
        put("talk", "job-7");
        cloud.onStatusFailed("job-7", "no speech").onStatusFailed("job-7", "no speech");

        List<String> notices = notices("");

        await().until(() -> isIn(JobRecordState.FINISHED, "talk"));
        assertThat(notices).containsExactly("job-7", "job-7");
        assertThat(recordOf("talk").failed()).isTrue();
    }

    @Test
    void theNoticeOfAParkedJobIsGivenAgainAfterAMinuteToASinkThatWasDown() throws SQLException {
        put("talk", "job-7");
        List<String> notices = notices("&maxAttempts=1");
        await().until(() -> isIn(JobRecordState.PARKED, "talk") && notices.size() == 1);
        assertThat(recordOf("talk").noticeDue()).isTrue();

        execute("UPDATE " + TABLE + " SET next_attempt_at = next_attempt_at - 60000 WHERE job_key = 'talk'");
        put("another talk", "job-8");

        await().until(() -> isIn(JobRecordState.PARKED, "another talk")
                && !recordOf("another talk").noticeDue());
        await().until(() -> !recordOf("talk").noticeDue());
        assertThat(notices).containsExactlyInAnyOrder("job-7", "job-7", "job-8");
    }

    @Test
    void aDatabaseThatIsAwayWhileAJobIsDeliveredLosesNothingAndNoJobIsReportedAsNotFound() {
        putJobs(10);
        cloud.answering(job -> cloud.releases().contains(job)
                ? CompletableFuture.failedFuture(FakeCloud.trouble(ErrorCategory.JOB_NOT_FOUND))
                : CompletableFuture.completedFuture(FakeCloud.done(job)));
        AtomicBoolean first = new AtomicBoolean(true);
        results("", exchange -> {
            if (first.getAndSet(false)) {
                faulty.goAway();
                later(1_000, faulty::comeBack);
            }
        });

        awaitFinished(10);
        assertThat(emitted).hasSize(10).doesNotHaveDuplicates();
        assertThat(cloud.releases()).hasSize(10).doesNotHaveDuplicates();
        assertThat(handled).isEmpty();
    }

    @Test
    void aDatabaseThatIsAwayForLongerThanTheLeaseMakesNoJobBeDeliveredTwice() {
        CompletableFuture<Void> outageIsOver = new CompletableFuture<>();
        cloud.answering(job -> outageIsOver.thenApply(over -> FakeCloud.done(job)));
        List<String> jobs =
                IntStream.rangeClosed(1, 200).mapToObj(i -> "job-" + i).toList();
        jobs.forEach(job -> put("talk of " + job, job));
        results("&jobLease=2000&maxInFlight=100", exchange -> {});
        results("&jobLease=2000&maxInFlight=100", exchange -> {});
        await().until(() ->
                records.list(JobRecordState.SUBMITTED, 1_000).stream().allMatch(waited -> waited.owner() != null));

        faulty.goAway();
        Instant end = Instant.now().plusMillis(2_600);
        await().until(() -> Instant.now().isAfter(end));
        outageIsOver.complete(null);
        faulty.comeBack();

        awaitFinished(jobs.size());
        assertThat(emitted).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void aDatabaseThatIsAwayWhileAJobsIdIsRecordedLosesNoPaidJob() {
        cloud.onSubmit(() -> {
            faulty.goAway();
            later(200, faulty::comeBack);
            return CompletableFuture.completedFuture(Submission.of("job-7"));
        });

        Node.succeeded(startNode().send(RecordTest.SUBMIT, "talk"));

        results("", exchange -> {});
        await().until(() -> isIn(JobRecordState.FINISHED, "talk"));
        assertThat(emitted).containsExactly("job-7");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void keptRowsCostNothingAtTheStartOfFourEndpoints() throws SQLException {
        fillWithKeptRows(TestSize.of(10_000, 50_000));
        put("talk", "job-7");
        faulty.count();

        Node node = startNode().results("&outputFormat=TEXT").results("&outputFormat=SRT");
        node.send(RecordTest.TRANSCRIBE, "another");
        node.send(RecordTest.SUBMIT, "a third");

        await().until(() -> isIn(JobRecordState.FINISHED, "talk") && isIn(JobRecordState.FINISHED, "a third"));
        assertThat(faulty.statements().stream().filter(sql -> !sql.contains("ORDER BY")))
                .as("4 for transcribe, 1 for its release, 3 for submit, 2 for each result; the others are of the start")
                .hasSizeLessThan(12 + 25);
    }

    @Test
    void finishedJobsDoNotWaitForEachOtherOnASlowDatabase() {
        int jobs = TestSize.of(400, 1_000);
        putJobs(jobs);
        faulty.count();
        CountDownLatch firstTranscript = new CountDownLatch(1);
        AtomicInteger statements = new AtomicInteger();
        // What comes after the first hundred statements waits for the first transcript.
        faulty.beforeEach(() -> {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            if (statements.incrementAndGet() > 100) {
                try {
                    firstTranscript.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
            }
        });

        results("&maxInFlight=1000", exchange -> firstTranscript.countDown());

        awaitFinished(jobs);
        assertThat(emitted).hasSize(jobs).doesNotHaveDuplicates();
        assertThat(statementsOfJobs()).isLessThanOrEqualTo(3L * jobs);
    }

    /** {@code transcribe}: 4, or 5 with a release; {@code submit}, {@code await} and a job of {@code results}: 3. */
    @Test
    @Timeout(1800)
    void noOperationCostsMoreStatementsThanItsBudget() {
        int jobs = TestSize.of(100, 10_000);
        Node node = startNode();
        node.send(RecordTest.TRANSCRIBE, "the first opens the repository");
        awaitFinished(1);

        faulty.count();
        send(node, RecordTest.TRANSCRIBE + "&releaseJob=NEVER", "kept", jobs);
        awaitFinished(1 + jobs);
        assertBudget("transcribe without a release", statementsOfJobs(), 4, jobs);

        faulty.count();
        send(node, RecordTest.TRANSCRIBE, "released", jobs);
        awaitFinished(1 + 2 * jobs);
        assertBudget("transcribe with a release", statementsOfJobs(), 5, jobs);

        faulty.count();
        send(node, RecordTest.SUBMIT, "awaited", jobs);
        await().atMost(10, TimeUnit.MINUTES).until(() -> free() == jobs);
        assertBudget("submit", statementsOfJobs(), 3, jobs);

        faulty.count();
        for (int i = 0; i < jobs; i++) {
            JobRecord submitted = recordOf("awaited " + i);
            Object job = new TranscriptionJob("fake", submitted.jobId(), null, Instant.now(), submitted.key());
            Node.succeeded(node.send(RecordTest.AWAIT, job, Map.of()));
        }
        awaitFinished(1 + 3 * jobs);
        assertBudget("await", statementsOfJobs(), 3, jobs);

        send(node, RecordTest.SUBMIT, "emitted", jobs);
        await().atMost(10, TimeUnit.MINUTES).until(() -> free() == jobs);
        faulty.count();
        node.results("&delay=500");
        awaitFinished(1 + 4 * jobs);
        assertBudget("results", statementsOfJobs() + claims(), 3, jobs);
    }

    private void awaitFinished(int jobs) {
        await().atMost(10, TimeUnit.MINUTES).until(() -> count(JobRecordState.FINISHED) == jobs);
    }

    private static void assertBudget(String what, long statements, int budget, int jobs) {
        System.out.printf("%s: %.3f statements a job, %d jobs%n", what, (double) statements / jobs, jobs);
        assertThat(statements).as(what).isLessThanOrEqualTo((long) budget * jobs);
    }

    @Test
    void aRejectionCostsTwoStatementsMore() {
        Node node = startNode();
        node.send(RecordTest.TRANSCRIBE, "the first opens the repository");
        awaitFinished(1);
        cloud.onSubmit(() -> CompletableFuture.failedFuture(ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                ErrorDetails.of("fake", "transcribe", "connection refused").withVerdict(Verdict.REJECTED))));

        faulty.count();
        node.send(RecordTest.TRANSCRIBE, "talk");

        awaitFinished(2);
        assertThat(cloud.submissions()).hasSize(3);
        assertThat(statementsOfJobs()).isLessThanOrEqualTo(5 + 2);
    }

    private void send(Node node, String uri, String key, int jobs) {
        for (int i = 0; i < jobs; i++) {
            Node.succeeded(node.send(uri, key + " " + i));
        }
    }

    /** How many wait for {@code results} or {@code await}. */
    private long free() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery(
                        "SELECT COUNT(*) FROM " + TABLE + " WHERE state = 'SUBMITTED' AND node IS NULL")) {
            counted.next();
            return counted.getLong(1);
        }
    }

    /** Without those of the node: its heartbeat, and what it does each minute. */
    private long statementsOfJobs() {
        return faulty.statements().stream()
                .filter(sql -> !sql.contains("_node SET alive_until")
                        && !sql.contains("DELETE FROM " + TABLE)
                        && !sql.contains("node IS NOT NULL AND NOT EXISTS")
                        && !isClaim(sql))
                .count();
    }

    private long claims() {
        return faulty.statements().stream().filter(DurableDatabaseTest::isClaim).count();
    }

    private static boolean isClaim(String sql) {
        return sql.contains("SELECT id_hash") || sql.contains("SET node = ?, epoch = ?, revision = revision + 1 WHERE");
    }

    /** Rows of jobs that were delivered, by SQL. */
    private void fillWithKeptRows(int rows) throws SQLException {
        execute(("INSERT INTO %s (id_hash, job_key, provider, kind, base_url, revision, state, for_results, job_id,"
                        + " recorded_at, source_committed, failed, failures, attempts, next_attempt_at, keep_until)"
                        + " SELECT 'hash of ' || x, 'kept ' || x, '%s', '%s', '%s', 1, 'FINISHED', TRUE, 'old',"
                        + " 1, TRUE, FALSE, 0, 0, 0, %d FROM SYSTEM_RANGE(1, %d)")
                .formatted(
                        TABLE,
                        RecordTest.SCOPE.provider(),
                        RecordTest.SCOPE.kind(),
                        RecordTest.SCOPE.baseUrl(),
                        Instant.now().plus(Duration.ofDays(1)).toEpochMilli(),
                        rows));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

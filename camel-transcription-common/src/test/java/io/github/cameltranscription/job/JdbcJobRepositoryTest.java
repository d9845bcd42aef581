/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

import io.github.cameltranscription.engine.VirtualScheduler;
import io.github.cameltranscription.testing.FaultyDataSource;
import io.github.cameltranscription.testing.Logged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The settings of the repository, its messages where they are wrong, and that no message has a secret. */
class JdbcJobRepositoryTest {

    private static final JobScope SCOPE = new JobScope("palatine", "transcribe", "https://example.org");
    private static final String SECRET = "tops3cret";

    @TempDir
    Path folder;

    private final JdbcJobRepository repository = new JdbcJobRepository();

    @AfterEach
    void close() {
        repository.close();
    }

    private static JobRecord intent(String key) {
        return JobTransitions.intent(
                SCOPE,
                key,
                false,
                "talk.mp3",
                JobStep.by(new JobOwner("node", 1), Instant.parse("2026-11-21T10:00:00Z")));
    }

    private static DataSource h2(String name) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1");
        return dataSource;
    }

    @Test
    void aNodeThatCannotStartGivesItsFolderBack() throws Exception {
        repository.setUrl("jdbc:sqlite:" + folder.resolve("jobs.db"));
        repository.start();
        repository.close();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("jobs.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER full BEFORE INSERT ON camel_transcription_job_node"
                    + " BEGIN INSERT INTO missing VALUES (1); END");
        }
        JdbcJobRepository broken = JdbcJobRepository.of("file:" + folder);
        JobNode node = new JobNode(broken, new VirtualScheduler(), Runnable::run, Duration.ofSeconds(30));

        assertThatThrownBy(() -> node.start("a test")).hasMessageContaining("missing");

        try (JdbcJobRepository next = JdbcJobRepository.inFolder(folder)) {
            next.start();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs", "задания и прочее", "a;b", "a@b", "100%", "a#b"})
    void aFolderIsEnoughForOneMachine(String name) {
        Path jobs = folder.resolve(name).resolve("jobs");
        JobRecord intent = intent("key");
        try (JdbcJobRepository first = JdbcJobRepository.inFolder(jobs)) {
            assertThat(jobs).as("nothing is made before the start").doesNotExist();
            first.start();
            assertThat(first.insert(intent)).isTrue();
        }
        try (JdbcJobRepository second = JdbcJobRepository.inFolder(jobs)) {
            second.start();
            assertThat(second.read(intent.id())).isEqualTo(intent);
            assertThat(second.isShared()).isFalse();
        }
        assertThat(jobs.resolve("jobs.db")).exists();
    }

    @Test
    void aFolderThatTheDriverCannotNameIsRefused() {
        assertThatThrownBy(() -> JdbcJobRepository.inFolder(folder.resolve("a?b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have no question mark in its path")
                .hasMessageContaining("a?b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jobs", "file:", "file:  ", "folder:jobs"})
    void aTextThatNamesNoFolderIsRefused(String text) {
        assertThatThrownBy(() -> JdbcJobRepository.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jobRepository \"" + text + "\" names no repository")
                .hasMessageContaining("file:./jobs");
    }

    @Test
    void aFolderThatCannotBeUsedIsNamedAndNotHeld() throws Exception {
        Path inTheWay = Files.createFile(folder.resolve("jobs"));
        JdbcJobRepository jobs = JdbcJobRepository.inFolder(inTheWay);
        assertThatThrownBy(jobs::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining(inTheWay.toString());
        assertThatThrownBy(() -> jobs.read("key")).hasMessageContaining("is not open");
        Files.delete(inTheWay);

        jobs.start();

        assertThat(jobs.insert(intent("key"))).isTrue();
        jobs.close();
    }

    @Test
    void oneFolderIsOneRepository() {
        assertThat(JdbcJobRepository.of("file:" + folder + "/x/.."))
                .isEqualTo(JdbcJobRepository.of("file:" + folder))
                .hasSameHashCodeAs(JdbcJobRepository.of("file:" + folder))
                .isNotEqualTo(JdbcJobRepository.of("file:" + folder.resolve("other")));
    }

    @Test
    void camelSetsItsPropertiesFromText() {
        PropertyBindingSupport.build()
                .withCamelContext(new DefaultCamelContext())
                .withTarget(repository)
                .withProperties(new HashMap<>(Map.of(
                        "url", "jdbc:h2:mem:bound",
                        "username", "sa",
                        "password", "any",
                        "tableName", "my_jobs",
                        "retention", "7d")))
                .bind();

        assertThat(repository.getRetention()).isEqualTo(Duration.ofDays(7));
        assertThat(repository).asString().isEqualTo("JdbcJobRepository[jdbc:h2:mem:bound, table my_jobs]");
        repository.start();
        assertThat(repository.insert(intent("key"))).isTrue();
    }

    @Test
    void theDatabaseOfADataSourceMayBeShared() {
        repository.setDataSource(h2("given"));

        assertThat(repository.isShared()).isTrue();
        assertThat(repository).asString().contains("of the given dataSource");
    }

    @Test
    void theUrlOfADatabaseTellsWhetherItMayBeShared() {
        repository.setUrl("jdbc:postgresql://host/jobs");
        assertThat(repository.isShared()).isTrue();

        repository.setUrl("jdbc:sqlite:/jobs.db");
        assertThat(repository.isShared()).isFalse();
    }

    @Test
    void changesAreCommittedOnConnectionsWithoutAutoCommit() throws SQLException {
        DataSource given = h2("manual");
        try (Connection pooled = given.getConnection()) {
            pooled.setAutoCommit(false);
            repository.setDataSource((DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> unclosable(pooled)));
            repository.start();
            repository.insert(intent("key"));
            pooled.rollback();

            assertThat(pooled.getAutoCommit()).as("given back as it was").isFalse();
        }
        try (JdbcJobRepository look = new JdbcJobRepository()) {
            look.setDataSource(given);
            look.start();
            assertThat(look.read(SCOPE.idOf("key"))).isNotNull();
        }
    }

    @Test
    void aRowInAnUnknownStateDoesNotStopTheCountOfTheOthers() throws SQLException {
        DataSource given = h2("unknown");
        repository.setDataSource(given);
        repository.start();
        repository.insert(intent("key"));
        repository.insert(intent("odd"));
        try (Connection connection = given.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE camel_transcription_job SET state = 'LOST' WHERE job_key = 'odd'");
        }

        assertThat(repository.count()).containsEntry(JobRecordState.INTENT, 1L);
    }

    /** A pool gives such connections: a close keeps the settings for the next user. */
    private static Connection unclosable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException failed) {
                        throw failed.getCause();
                    }
                });
    }

    @Test
    void aRepositoryWithoutADatabaseOrWithTwoNamesTheOptionsToSet() {
        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("no database: set dataSource or url");

        repository.setUrl("jdbc:h2:mem:one");
        repository.setDataSource(h2("two"));

        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("both dataSource and url: set one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jobs; DROP TABLE users", "1jobs", "schema.jobs", "\"jobs\"", "задания"})
    void anInvalidTableNameIsRefused(String name) {
        assertThatThrownBy(() -> repository.setTableName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tableName " + name + " must be");
    }

    @Test
    void theLongestTableNameWorksAndALongerOneIsRefused() {
        repository.setDataSource(h2("longest"));
        repository.setTableName("t".repeat(48));
        repository.start();
        assertThat(repository.insert(intent("key"))).isTrue();

        assertThatThrownBy(() -> repository.setTableName("t".repeat(49))).hasMessageContaining("up to 47");
    }

    @Test
    void anInvalidRetentionIsRefused() {
        assertThatThrownBy(() -> repository.setRetention(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retention PT-1S must be");
        assertThatThrownBy(() -> repository.setRetention((Duration) null)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Camel's own converter reads most of these as zero, and then a recording could be bought again. */
    @ParameterizedTest
    @ValueSource(
            strings = {"abc", "-1s", "1 week", "7D", "7 d", "1.5h", "P1W", "-P1D", "", "1w", "99999999999999999999d"})
    void aRetentionThatIsNoDurationIsRefusedWithItsValue(String text) {
        for (JobRepository bean : List.of(repository, new MemoryJobRepository())) {
            assertThatThrownBy(() -> bind(bean, text))
                    .hasStackTraceContaining("retention")
                    .hasStackTraceContaining(text)
                    .hasStackTraceContaining("such as 7d");
            assertThat(bean.getRetention()).isEqualTo(Duration.ofDays(1));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "1h30m, PT1H30M", "P7D, P7D", "1d12h, PT36H", "10, PT0.01S", "' 90s ', PT1M30S", "5min, PT5M"
    })
    void aRetentionIsADurationOfCamel(String text, Duration meant) {
        for (JobRepository bean : List.of(repository, new MemoryJobRepository())) {
            bind(bean, text);

            assertThat(bean.getRetention()).isEqualTo(meant);
        }
    }

    private static void bind(JobRepository bean, Object retention) {
        PropertyBindingSupport.build()
                .withCamelContext(new DefaultCamelContext())
                .withTarget(bean)
                .withProperty("retention", retention)
                .bind();
    }

    @Test
    void theMessageOfAServerThatIsDownNamesItAndTheReason() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        repository.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/jobs?password=" + SECRET);

        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("the job repository jdbc:postgresql://127.0.0.1:" + port + "/jobs could not open"
                        + " the database: ")
                .hasMessageContaining("refused");
    }

    @Test
    void everyStatementThatFailsIsNamedAndWorksAgainAfterTheOutage() {
        FaultyDataSource database = new FaultyDataSource(h2("failing"));
        repository.setDataSource(database.dataSource());
        repository.start();
        JobRecord before = intent("before");
        repository.insert(before);

        database.goAway();

        assertThatThrownBy(() -> repository.insert(intent("my-key")))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("the job repository of the given dataSource could not record job '")
                .hasMessageContaining("my-key")
                .hasMessageContaining("the database is away")
                .hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> repository.replace(before, before)).hasMessageContaining("update job");
        assertThatThrownBy(() -> repository.delete(before)).hasMessageContaining("delete job");
        assertThatThrownBy(() -> repository.read("my-key")).hasMessageContaining("read job");
        assertThatThrownBy(() -> repository.list(JobRecordState.INTENT, 1)).hasMessageContaining("list the jobs");
        assertThatThrownBy(() -> repository.claim(SCOPE, JobRecordState.SUBMITTED, new JobOwner("node", 1), 1))
                .hasMessageContaining("claim jobs");
        assertThatThrownBy(() -> repository.finish(List.of(before))).hasMessageContaining("finish 1 jobs");
        assertThatThrownBy(repository::purge).hasMessageContaining("forget finished jobs");

        database.comeBack();
        assertThat(repository.read(before.id())).isEqualTo(before);
    }

    /** Where LIMIT is unknown, jobs were paid for and never claimed. */
    @ParameterizedTest
    @ValueSource(strings = {"Oracle", "MSSQLServer", "Derby", "DB2", "STRICT"})
    void everyModeOfH2ListsClaimsAndForgetsRecords(String mode) {
        repository.setDataSource(h2(mode + ";MODE=" + mode));
        repository.setRetention(Duration.ZERO);
        repository.start();
        JobOwner node = repository.heartbeat(new JobOwner("node", 0), Duration.ofMinutes(1));
        JobRecord delivered = intent("key")
                .draft()
                .state(JobRecordState.DELIVERED)
                .jobId("job-1")
                .sourceCommitted(true)
                .owner(null)
                .make();
        repository.insert(delivered);

        assertThat(repository.list(JobRecordState.DELIVERED, 10)).containsExactly(delivered);
        List<JobRecord> claimed = repository.claim(SCOPE, JobRecordState.DELIVERED, node, 10);
        assertThat(repository.finish(claimed)).isEqualTo(1);
        assertThat(repository.purge()).isEqualTo(1);
    }

    /** H2 selects what may be claimed in a statement of its own. */
    @Test
    void aRecordThatIsParkedBetweenTheStatementsOfAClaimIsNotClaimed() {
        FaultyDataSource database = new FaultyDataSource(h2("parked"));
        repository.setDataSource(database.dataSource());
        repository.start();
        JobRecord submitted = intent("key")
                .draft()
                .state(JobRecordState.SUBMITTED)
                .jobId("job-1")
                .forResults(true)
                .owner(null)
                .make();
        JobRecord parked = submitted.draft().state(JobRecordState.PARKED).make();
        repository.insert(submitted);
        AtomicInteger statements = new AtomicInteger();
        database.beforeEach(() -> {
            if (statements.incrementAndGet() == 2) {
                repository.replace(submitted, parked);
            }
        });

        assertThat(repository.claim(SCOPE, JobRecordState.SUBMITTED, new JobOwner("node", 1), 10))
                .isEmpty();
        assertThat(repository.read(parked.id())).isEqualTo(parked);
    }

    /** As databases do at a deadlock, and PostgreSQL where the user has made transactions serializable. */
    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void aStatementThatIsRolledBackForAnotherOneIsRepeated(String sqlState) {
        FaultyDataSource database = new FaultyDataSource(h2("conflicts" + sqlState));
        repository.setDataSource(database.dataSource());
        repository.start();
        AtomicInteger conflicts = new AtomicInteger(3);
        database.beforeEach(() -> {
            if (conflicts.getAndDecrement() > 0) {
                throw new SQLException("try again", sqlState);
            }
        });

        assertThat(repository.insert(intent("key"))).isTrue();
    }

    @Test
    void aStartThatFailedMayBeTriedAgain() {
        String url = "jdbc:h2:file:" + folder.resolve("jobs");
        repository.setUrl(url + ";IFEXISTS=TRUE");
        assertThatThrownBy(repository::start).isInstanceOf(JobRepositoryException.class);

        repository.setUrl(url);
        repository.start();

        assertThat(repository.insert(intent("key"))).isTrue();
    }

    @Test
    void noMessageAndNoLogLineHasThePassword() {
        try (Logged logged = Logged.atDebug(Logger.ROOT_LOGGER_NAME)) {
            JdbcJobRepository wrongUrl = new JdbcJobRepository();
            wrongUrl.setUrl("jdbc:h2:mem:x;PASSWORD=" + SECRET + ";NONSENSE");
            assertThat(stackTrace(catchThrowable(wrongUrl::start)))
                    .contains("could not open the database", "URL format error")
                    .doesNotContain(SECRET);
            assertThat(wrongUrl).asString().doesNotContain(SECRET);

            JdbcJobRepository right = secretRepository(SECRET + "1");
            right.start();
            JdbcJobRepository wrongPassword = secretRepository(SECRET + "2");
            assertThat(stackTrace(catchThrowable(wrongPassword::start)))
                    .contains("could not open the database", "Wrong user name or password")
                    .doesNotContain(SECRET);
            assertThat(wrongPassword).asString().doesNotContain(SECRET);
            right.close();
            assertThat(logged.lines()).isNotEmpty().allSatisfy(line -> assertThat(line.getFormattedMessage())
                    .doesNotContain(SECRET));
        }
    }

    private static JdbcJobRepository secretRepository(String password) {
        JdbcJobRepository made = new JdbcJobRepository();
        made.setUrl("jdbc:h2:mem:secret");
        made.setUsername("sa");
        made.setPassword(password);
        return made;
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}

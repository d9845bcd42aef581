/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PropertyBindingSupport;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(60)
class JdbcJobRepositoryTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String INTENT = JobRecord.intent("palatine", JobWaiter.SUBMIT, "talk.mp3", NOW, null, null)
            .toJson();
    private static final String SECRET = "tops3cret";

    @TempDir
    Path folder;

    private final JdbcJobRepository repository = new JdbcJobRepository();

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void aFolderIsEnoughForOneMachine() {
        Path jobs = folder.resolve("задания").resolve("jobs");
        JdbcJobRepository first = JdbcJobRepository.inFolder(jobs);
        assertThat(jobs).as("nothing is made before the start").doesNotExist();
        first.start();
        assertThat(first.putIfAbsent("key", INTENT)).isTrue();
        first.close();

        JdbcJobRepository second = JdbcJobRepository.inFolder(jobs);
        second.start();
        assertThat(second.get("key")).isEqualTo(INTENT);
        second.close();

        assertThat(jobs.resolve("jobs.mv.db")).exists();
        assertThat(second.isShared()).isFalse();
    }

    @Test
    void aFolderThatH2CannotNameIsRefused() {
        assertThatThrownBy(() -> JdbcJobRepository.inFolder(folder.resolve("a;b")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must have no semicolon in its path")
                .hasMessageContaining("a;b");
    }

    @Test
    void camelSetsItsPropertiesFromText() {
        DefaultCamelContext camel = new DefaultCamelContext();

        PropertyBindingSupport.build()
                .withCamelContext(camel)
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
        assertThat(repository.putIfAbsent("key", INTENT)).isTrue();
    }

    @Test
    void aDataSourceServesAsWellAsAUrl() {
        repository.setDataSource(h2("jdbc:h2:mem:given;DB_CLOSE_DELAY=-1"));
        repository.start();

        assertThat(repository.putIfAbsent("key", INTENT)).isTrue();
        assertThat(repository.get("key")).isEqualTo(INTENT);
        assertThat(repository.isShared())
                .as("who else has a DataSource's database open is not known")
                .isTrue();
        assertThat(repository).asString().contains("of the given dataSource");
    }

    @Test
    void aDataSourceWhoseConnectionsCommitOnlyWhenToldIsCommitted() throws SQLException {
        DataSource given = h2("jdbc:h2:mem:manual;DB_CLOSE_DELAY=-1");
        try (Connection pooled = given.getConnection()) {
            pooled.setAutoCommit(false);
            repository.setDataSource(dataSourceOf(() -> unclosable(pooled)));

            repository.start();
            repository.putIfAbsent("key", INTENT);
            pooled.rollback();

            assertThat(pooled.getAutoCommit()).as("given back as it was").isFalse();
        }
        assertThat(repository(given).get("key")).isEqualTo(INTENT);
    }

    @Test
    void whoSharesADatabaseIsKnownFromItsUrl() {
        repository.setUrl("jdbc:postgresql://host/jobs");
        assertThat(repository.isShared()).isTrue();

        repository.setUrl("jdbc:sqlite:/jobs.db");
        assertThat(repository.isShared()).isFalse();
    }

    @Test
    void aRepositoryWithoutADatabaseSaysWhatToSet() {
        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("no database: set dataSource or url");
    }

    @Test
    void aRepositoryWithTwoDatabasesSaysWhatToSet() {
        repository.setUrl("jdbc:h2:mem:one");
        repository.setDataSource(h2("jdbc:h2:mem:two"));

        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("both dataSource and url: set one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jobs; DROP TABLE users", "1jobs", "schema.jobs", "\"jobs\"", "задания"})
    void whatIsNoTableNameIsRefused(String name) {
        assertThatThrownBy(() -> repository.setTableName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tableName " + name + " must be");
    }

    @Test
    void theLongestTableNameWorksAndALongerOneIsRefused() {
        repository.setUrl(PostgresServer.url());
        repository.setUsername("postgres");
        repository.setTableName("t".repeat(48));
        repository.start();
        assertThat(repository.putIfAbsent("key", INTENT)).isTrue();

        assertThatThrownBy(() -> repository.setTableName("t".repeat(49))).hasMessageContaining("up to 47");
    }

    @Test
    void aRetentionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> repository.setRetention(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retention PT-1S must be zero");
        assertThatThrownBy(() -> repository.setRetention(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aServerThatIsDownIsNamedWithWhatItSaid() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        repository.setUrl("jdbc:postgresql://127.0.0.1:" + port + "/jobs?password=" + SECRET);

        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("the job repository jdbc:postgresql://127.0.0.1:" + port + "/jobs could not open"
                        + " the database: ")
                .hasMessageContaining("refused")
                .hasRootCauseInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void aDatabaseThatFailsLaterIsNamedWithWhatWasTried() {
        DataSource given = h2("jdbc:h2:mem:failing;DB_CLOSE_DELAY=-1");
        boolean[] full = {false};
        repository.setDataSource(dataSourceOf(() -> {
            if (full[0]) {
                throw new SQLException("no space left on device", "53100");
            }
            return given.getConnection();
        }));
        repository.start();
        repository.putIfAbsent("before", INTENT);

        full[0] = true;

        assertThatThrownBy(() -> repository.putIfAbsent("my-key", INTENT))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessage("the job repository of the given dataSource could not record job 'my-key':"
                        + " no space left on device")
                .hasCauseInstanceOf(SQLException.class);
        assertThatThrownBy(() -> repository.replace("my-key", INTENT, INTENT)).hasMessageContaining("update job");
        assertThatThrownBy(() -> repository.delete("my-key", INTENT)).hasMessageContaining("delete job");
        assertThatThrownBy(() -> repository.get("my-key")).hasMessageContaining("read job");
        assertThatThrownBy(repository::keys).hasMessageContaining("list the jobs");
        assertThatThrownBy(() -> repository.claimable("palatine", NOW, 1)).hasMessageContaining("look for");

        full[0] = false;
        assertThat(repository.get("before")).isEqualTo(INTENT);
    }

    @Test
    void aPurgeThatFailsDoesNotFailTheCallItPrecedes() {
        DataSource given = h2("jdbc:h2:mem:purge;DB_CLOSE_DELAY=-1");
        int[] failuresLeft = {0};
        TestClock clock = new TestClock();
        JdbcJobRepository purging = new JdbcJobRepository(clock);
        purging.setDataSource(dataSourceOf(() -> {
            if (failuresLeft[0]-- > 0) {
                throw new SQLException("deadlock", "40P01");
            }
            return given.getConnection();
        }));
        purging.start();
        purging.putIfAbsent(
                "finished",
                JobRecord.parse(INTENT).submitted("job-1", NOW).delivered(NOW).toJson());
        clock.advance(PurgeTurns.INTERVAL);
        failuresLeft[0] = 1;

        assertThat(purging.putIfAbsent("key", INTENT)).isTrue();
        assertThat(purging.keys()).containsExactlyInAnyOrder("finished", "key");

        clock.advance(PurgeTurns.INTERVAL);
        assertThat(purging.putIfAbsent("next", INTENT)).isTrue();
        assertThat(purging.keys()).as("tried again").containsExactlyInAnyOrder("key", "next");
    }

    @Test
    void aStartThatFailedMayBeTriedAgain() {
        String url = "jdbc:h2:file:" + folder.resolve("jobs");
        repository.setUrl(url + ";IFEXISTS=TRUE");
        assertThatThrownBy(repository::start).isInstanceOf(JobRepositoryException.class);

        repository.setUrl(url);
        repository.start();

        assertThat(repository.putIfAbsent("key", INTENT)).isTrue();
    }

    @Test
    void aPasswordIsNeverTold() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.DEBUG);
        log.start();
        root.addAppender(log);
        try {
            JdbcJobRepository wrongUrl = new JdbcJobRepository();
            wrongUrl.setUrl("jdbc:h2:mem:x;PASSWORD=" + SECRET + ";NONSENSE");
            assertThat(everythingSaid(catchThrowable(wrongUrl::start)))
                    .contains("could not open the database", "URL format error")
                    .doesNotContain(SECRET);
            assertThat(wrongUrl).asString().doesNotContain(SECRET);

            JdbcJobRepository right = secretRepository(SECRET + "1");
            right.start();
            right.putIfAbsent("key", INTENT);
            JdbcJobRepository wrongPassword = secretRepository(SECRET + "2");
            assertThat(everythingSaid(catchThrowable(wrongPassword::start)))
                    .contains("could not open the database", "Wrong user name or password")
                    .doesNotContain(SECRET);
            assertThat(wrongPassword).asString().doesNotContain(SECRET);
            right.close();
        } finally {
            root.detachAppender(log);
            root.setLevel(before);
        }
        assertThat(log.list).isNotEmpty().allSatisfy(event -> assertThat(event.getFormattedMessage())
                .doesNotContain(SECRET));
    }

    private JdbcJobRepository secretRepository(String password) {
        JdbcJobRepository made = new JdbcJobRepository();
        made.setUrl("jdbc:h2:mem:secret");
        made.setUsername("sa");
        made.setPassword(password);
        return made;
    }

    private JdbcJobRepository repository(DataSource given) {
        JdbcJobRepository made = new JdbcJobRepository();
        made.setDataSource(given);
        made.start();
        return made;
    }

    private static String everythingSaid(Throwable failure) {
        StringWriter said = new StringWriter();
        failure.printStackTrace(new PrintWriter(said));
        return said.toString();
    }

    private static DataSource h2(String url) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(url);
        return dataSource;
    }

    private interface Connections {
        Connection next() throws SQLException;
    }

    private static DataSource dataSourceOf(Connections connections) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connections.next());
    }

    /** As pools have them: what is closed comes back as it was left. */
    private static Connection unclosable(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? null : method.invoke(connection, arguments));
    }
}

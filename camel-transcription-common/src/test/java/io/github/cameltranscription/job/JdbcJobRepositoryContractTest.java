/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a job repository on a database promises beside: all that is stored outlives the process, and every layout. */
abstract class JdbcJobRepositoryContractTest extends JobRepositoryContractTest {

    private static final AtomicInteger TABLES = new AtomicInteger();

    final String table = "jobs_" + TABLES.incrementAndGet();

    /** A repository on the database of this test. */
    abstract JdbcJobRepository createJdbc(Clock itsClock);

    /** A connection to the same database; all repositories may have to be closed for it. */
    abstract Connection connect() throws SQLException;

    @Override
    final JdbcJobRepository create(Clock itsClock, Duration retention) {
        JdbcJobRepository created = createJdbc(itsClock);
        created.setTableName(table);
        created.setRetention(retention);
        return created;
    }

    @Test
    void everythingIsThereAfterARestart() {
        JobRecord leased = submitted("job-2").leased("node-1", now.plusSeconds(60));
        put("intent", intent());
        put("changed", submitted("job-2"));
        repository.replace("changed", submitted("job-2").toJson(), leased.toJson());
        put("deleted", intent());
        repository.delete("deleted", intent().toJson());

        repository = reopen(Duration.ZERO);

        assertThat(repository.keys()).containsExactlyInAnyOrder("intent", "changed");
        assertThat(repository.get("intent")).isEqualTo(intent().toJson());
        assertThat(repository.get("changed")).isEqualTo(leased.toJson());
        assertThat(repository.claimable("palatine", now.plusSeconds(60), 10)).containsExactly("changed");
        assertThat(repository.replace("intent", intent().toJson(), leased.toJson()))
                .isTrue();
    }

    @Test
    void whatIsOverIsForgottenAtTheStart() {
        repository = reopen(RETENTION);
        put("finished", submitted("job-1").delivered(now));
        put("unfinished", submitted("job-1"));
        clock.advance(RETENTION);

        repository = reopen(RETENTION);

        assertThat(repository.keys()).containsExactly("unfinished");
    }

    @Test
    void nothingWorksBeforeTheStartAndAfterTheEnd() {
        repository.close();

        assertThatThrownBy(() -> repository.putIfAbsent("key", intent().toJson()))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("is not open: call start() first");
        assertThatThrownBy(repository::keys).isInstanceOf(JobRepositoryException.class);
        repository.start();
        assertThat(repository.keys()).isEmpty();
    }

    @Test
    void twoTablesInOneDatabaseAreTwoRepositories() {
        put("key", intent());
        repository.close();

        JdbcJobRepository other = createJdbc(clock);
        other.setTableName(table + "_other");
        other.start();
        try {
            assertThat(other.keys()).isEmpty();
            assertThat(other.putIfAbsent("key", submitted("job-1").toJson())).isTrue();
        } finally {
            other.close();
        }
        repository.start();
        assertThat(repository.get("key")).isEqualTo(intent().toJson());
    }

    @Test
    void theTableOfAnEarlierReleaseIsMigratedWithWhatItHolds() throws SQLException {
        repository.close();
        String older = table + "_older";
        JobRecord leased = submitted("job-2").leased("node-1", now.plusSeconds(60));
        List<String> many = IntStream.range(0, 1_100).mapToObj(i -> "many-" + i).toList();
        try (Connection connection = connect()) {
            new JobTableLayout(older).bringTo(1, connection);
            assertThatThrownBy(() -> execute(connection, "SELECT lease_until FROM " + older))
                    .as("version 1 has no lease column")
                    .isInstanceOf(SQLException.class);
            insertInVersion1(connection, older, "leased", leased);
            insertInVersion1(connection, older, "over", submitted("job-3").delivered(now));
            for (String key : many) {
                insertInVersion1(connection, older, key, intent());
            }
        }

        JdbcJobRepository migrated = createJdbc(clock);
        migrated.setTableName(older);
        migrated.start();
        try {
            assertThat(migrated.keys())
                    .as("what is over is found and forgotten at once")
                    .hasSize(many.size() + 1)
                    .contains("leased")
                    .containsAll(many);
            assertThat(migrated.claimable("palatine", now, 10)).isEmpty();
            assertThat(migrated.claimable("palatine", now.plusSeconds(60), 10)).containsExactly("leased");
            assertThat(migrated.replace(
                            "leased", leased.toJson(), leased.released().toJson()))
                    .isTrue();
        } finally {
            migrated.close();
        }
        assertThat(layoutVersion(older)).isEqualTo(2);
    }

    @Test
    void aMigrationThatWasCutOffGoesOn() throws SQLException {
        put("key", submitted("job-1"));
        repository.close();
        try (Connection connection = connect()) {
            execute(connection, "UPDATE " + table + "_version SET version = 1");
            execute(connection, "UPDATE " + table + " SET provider = NULL, state = NULL");
        }

        repository.start();

        assertThat(repository.claimable("palatine", now, 10)).containsExactly("key");
        repository.close();
        assertThat(layoutVersion(table)).isEqualTo(2);
    }

    @Test
    void aRecordThatCannotBeMigratedIsNamed() throws SQLException {
        put("the-broken-one", submitted("job-1"));
        repository.close();
        try (Connection connection = connect()) {
            execute(connection, "UPDATE " + table + "_version SET version = 1");
            execute(connection, "UPDATE " + table + " SET provider = NULL, record_json = '{}'");
        }

        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("cannot migrate the table " + table)
                .hasMessageContaining("the-broken-one")
                .hasMessageContaining("state is missing");
    }

    @Test
    void theTableOfANewerReleaseIsRefused() throws SQLException {
        repository.close();
        try (Connection connection = connect()) {
            execute(connection, "UPDATE " + table + "_version SET version = 99");
        }

        assertThatThrownBy(repository::start)
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("table " + table + " has layout version 99")
                .hasMessageContaining("upgrade this node");
    }

    private int layoutVersion(String ofTable) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT version FROM " + ofTable + "_version")) {
            assertThat(row.next()).isTrue();
            return row.getInt(1);
        }
    }

    private static void insertInVersion1(Connection connection, String table, String key, JobRecord jobRecord)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + table + " (key_hash, job_key, record_json, record_hash) VALUES (?, ?, ?, ?)")) {
            insert.setString(1, Sha256.of(key));
            insert.setString(2, key);
            insert.setString(3, jobRecord.toJson());
            insert.setString(4, Sha256.of(jobRecord.toJson()));
            insert.executeUpdate();
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

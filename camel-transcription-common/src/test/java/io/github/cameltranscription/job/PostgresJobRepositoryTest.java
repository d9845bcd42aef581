/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Tag("server")
class PostgresJobRepositoryTest extends ManyNodesJobRepositoryContractTest {

    @Override
    JdbcJobRepository createJdbc(Clock itsClock) {
        JdbcJobRepository created = new JdbcJobRepository(itsClock);
        created.setUrl(PostgresServer.url());
        created.setUsername("postgres");
        created.setPassword("postgres");
        return created;
    }

    @Override
    Connection connect() throws SQLException {
        return PostgresServer.dataSource().getConnection();
    }

    @Test
    void aNodeThatMigratesMakesThoseOfOtherProcessesWait() throws Exception {
        String fresh = table + "_migrating";
        try (Connection otherProcess = connect()) {
            new JobTableLayout(fresh).bringTo(0, otherProcess);
            otherProcess.setAutoCommit(false);
            execute(otherProcess, "UPDATE " + fresh + "_version SET version = 99");

            CompletableFuture<Void> starting = startInBackground(fresh);
            awaitThatSomebodyWaits();
            otherProcess.commit();

            assertThatThrownBy(() -> starting.get(30, TimeUnit.SECONDS))
                    .as("it reads the version only after the other is done")
                    .hasMessageContaining("has layout version 99");
        }
    }

    @Test
    void aNodeThatMakesTheTableAtTheSameMomentDoesNotFailTheOther() throws Exception {
        String fresh = table + "_made";
        try (Connection otherProcess = connect()) {
            otherProcess.setAutoCommit(false);
            execute(otherProcess, "CREATE TABLE " + fresh + "_version (id INTEGER PRIMARY KEY, version INTEGER)");
            execute(otherProcess, "INSERT INTO " + fresh + "_version VALUES (1, 0)");

            CompletableFuture<Void> starting = startInBackground(fresh);
            awaitThatSomebodyWaits();
            otherProcess.commit();

            assertThat(starting).succeedsWithin(30, TimeUnit.SECONDS);
        }
    }

    private CompletableFuture<Void> startInBackground(String tableName) {
        JdbcJobRepository starting = createJdbc(clock);
        starting.setTableName(tableName);
        return CompletableFuture.runAsync(starting::start).whenComplete((started, failure) -> starting.close());
    }

    private void awaitThatSomebodyWaits() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                try (ResultSet waiting = statement.executeQuery("SELECT 1 FROM pg_locks WHERE NOT granted")) {
                    return waiting.next();
                }
            });
        }
    }
}

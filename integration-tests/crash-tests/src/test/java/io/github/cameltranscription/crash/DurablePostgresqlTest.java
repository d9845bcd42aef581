/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.examples.durablepostgresql.DurablePostgresql;
import io.github.cameltranscription.job.JdbcJobRepository;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.peers.PostgresqlServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes with one folder and one database. */
@Tag("server")
class DurablePostgresqlTest extends CrashTestSupport {

    private static final String STARTED = "Routes startup";

    @TempDir
    static Path data;

    private static PostgresqlServer postgres;

    /** Each test has its own database. */
    private final String database = "jobs_" + UUID.randomUUID().toString().replace('-', '_');

    @BeforeAll
    static void startDatabase() throws Exception {
        postgres = PostgresqlServer.start(data);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void createDatabase() throws Exception {
        postgres.execute("CREATE DATABASE " + database);
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("database.url", postgres.jdbcUrl(database));
        settings.put("database.username", PostgresqlServer.USER);
        settings.put("database.password", PostgresqlServer.USER);
        settings.put("camel.component.palatine.delay", "100");
        settings.put("camel.component.palatine.job-lease", "2000");
        return settings;
    }

    @Override
    Class<?> recipe() {
        return DurablePostgresql.class;
    }

    @Override
    JobRepository records() {
        JdbcJobRepository records = new JdbcJobRepository();
        records.setUrl(postgres.jdbcUrl(database));
        records.setUsername(PostgresqlServer.USER);
        records.setPassword(PostgresqlServer.USER);
        records.setRetention(Duration.ofDays(1));
        return records;
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltranscription.crash.KillMoment#all")
    void theOtherNodeTakesOverAndTheKilledNodeRestarts(KillMoment moment) throws Exception {
        workspace.record(Workspace.RECORDINGS);
        try (RecipeProcess killed = start();
                RecipeProcess survivor = start()) {
            kill(killed, moment);
            long underWay = underWay();
            awaitEverythingProcessed(survivor);
            try (RecipeProcess restarted = start()) {
                await(restarted, () -> restarted.printed(STARTED).size() == 3);
                restarted.stop();
            }
            awaitReleased(survivor, Set.of());
            survivor.stop();
            Reckoning reckoning = reckon(survivor, moment, underWay);
            assertThat(reckoning.recordsLeft(records()))
                    .hasSize(Workspace.RECORDINGS)
                    .noneMatch(left -> left.state() == JobRecordState.SUBMITTED);
        }
    }

    @Test
    void twoNodesOnOneFolderBuyEachRecordingOnce() throws Exception {
        workspace.record(Workspace.RECORDINGS);
        try (RecipeProcess one = start();
                RecipeProcess two = start()) {
            awaitEverythingProcessed(one, two);
            one.stop();
            two.stop();
            Reckoning reckoning = new Reckoning(workspace, palatine, one);
            reckoning.check();
            assertThat(reckoning.uncertain()).isEmpty();
            assertThat(one.printed(STARTED)).hasSize(2);
            palatine.requests().assertSubmitted(Workspace.RECORDINGS).assertEveryJobReleased();
        }
    }

    @Test
    void aRecordingIsNotSentWhileTheDatabaseIsDown() throws Exception {
        try (RecipeProcess process = start()) {
            await(process, () -> process.printed(STARTED).size() == 1);
            int port = postgres.port();
            postgres.close();
            String recording = workspace.record(1).get(0);
            await(process, () -> !process.printed("JOB_REPOSITORY_UNAVAILABLE").isEmpty());
            assertThat(process.printed("JOB_REPOSITORY_UNAVAILABLE").get(0))
                    .contains(recording, "the job repository jdbc:postgresql://", "could not record job");
            palatine.requests().assertSubmitted(0);

            postgres = PostgresqlServer.start(data, port);
            await(process, () -> workspace.delivered().containsKey(recording));
            process.stop();
        }
        palatine.requests().assertSubmitted(1).assertEveryJobReleased();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.examples.durablepostgresql.DurablePostgresql;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes with one folder and one database. */
@Tag("server")
class DurablePostgresqlTest extends CrashTestSupport {

    private static final String STARTED = "Routes startup";

    private static Postgres postgres;

    @BeforeAll
    static void startDatabase(@TempDir Path data) throws Exception {
        postgres = new Postgres(data);
    }

    @AfterAll
    static void stopDatabase() throws Exception {
        postgres.close();
    }

    @BeforeEach
    void createDatabase() throws Exception {
        postgres.createDatabase();
    }

    @Override
    Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.putAll(postgres.settings());
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
        return postgres.records();
    }

    @ParameterizedTest
    @MethodSource("io.github.cameltranscription.crash.KillMoment#all")
    void theOtherNodeTakesOverAndTheKilledOneComesBack(KillMoment moment) throws Exception {
        workspace.record(Workspace.RECORDINGS);
        try (RecipeProcess killed = start();
                RecipeProcess survivor = start()) {
            kill(killed, moment);
            long underWay = underWay();
            awaitEverythingDealtWith(survivor);
            try (RecipeProcess restarted = start()) {
                await().until(() ->
                        restarted.has(() -> restarted.printed(STARTED).size() == 3));
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
            awaitEverythingDealtWith(one, two);
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
    void whatCannotBeRecordedIsNotSent() throws Exception {
        try (RecipeProcess process = start()) {
            await().until(() -> process.has(() -> process.printed(STARTED).size() == 1));
            postgres.close();
            String recording = workspace.record(1).get(0);
            await().until(() -> process.has(
                    () -> !process.printed("JOB_REPOSITORY_UNAVAILABLE").isEmpty()));
            assertThat(process.printed("JOB_REPOSITORY_UNAVAILABLE").get(0))
                    .contains(recording, "the job repository jdbc:postgresql://", "could not record job");
            palatine.requests().assertSubmitted(0);

            postgres.start();
            await().until(() -> process.has(() -> workspace.delivered().containsKey(recording)));
            process.stop();
        }
        palatine.requests().assertSubmitted(1).assertEveryJobReleased();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobRepository;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.job.SimulatedJob;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs a recipe with a provider and a folder of recordings, both of which survive the recipe's processes. */
abstract class CrashTestSupport {

    /** Long enough that all recordings are under way before the first is done. */
    private static final Duration SHORTEST_PROCESSING_TIME = Duration.ofSeconds(1);

    /** Delay of the answer to a submission, during which the job exists at the provider and has no recorded id. */
    private static final Duration ANSWER_TIME = Duration.ofMillis(50);

    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path directory;

    Workspace workspace;
    PalatineSimulator palatine;
    private ProviderSimulator simulator;

    @BeforeEach
    void startProvider() throws Exception {
        workspace = new Workspace(directory);
        simulator = ProviderSimulator.builder()
                .palatineApiKey("simulated")
                .processingTime(audio -> SHORTEST_PROCESSING_TIME.plus(audio.dividedBy(5)))
                .scripts(workspace.scripts())
                .start();
        palatine = simulator.palatine();
        palatine.faults().onSubmit().delay(ANSWER_TIME).always();
    }

    @AfterEach
    void stopProvider() {
        simulator.close();
    }

    /** The main class of the recipe. */
    abstract Class<?> recipe();

    /** The recipe's records, to be read after its processes have ended. */
    abstract JobRepository records();

    @Test
    void aTranscriptThatCannotBeDeliveredIsPaidForOnceAndReleasedOnce() throws Exception {
        String recording = workspace.record(1).get(0);
        Path inTheWay = Files.createFile(workspace.folder().resolve("out"));
        try (RecipeProcess process = start()) {
            await(
                    process,
                    () -> process.printed(recording + " is tried again: ").size() >= 3);
            palatine.requests().assertReleased(0);
            Files.delete(inTheWay);
            await(process, () -> workspace.delivered().size() == 1);
            process.stop();
        }
        assertThat(workspace.delivered().get(recording))
                .extracting(Workspace.Delivered::text)
                .containsExactly(Workspace.said(recording));
        palatine.requests()
                .assertSubmitted(1)
                .assertCount(PalatineCall.RELEASE, 1)
                .assertEveryJobReleased();
    }

    final RecipeProcess start() throws Exception {
        return RecipeProcess.start(recipe(), settings(), log());
    }

    /** Kills the recipe, starts it again until everything is processed, and moves the uncertain recordings back. */
    final Reckoning killAndRestart(KillMoment moment) throws Exception {
        workspace.record(Workspace.RECORDINGS);
        try (RecipeProcess killed = start()) {
            kill(killed, moment);
        }
        long underWay = underWay();
        Set<String> unrecorded = deliveredUnrecorded();
        try (RecipeProcess restarted = start()) {
            awaitEverythingProcessed(restarted);
            awaitReleased(restarted, unrecorded);
            restarted.stop();
            return reckon(restarted, moment, underWay);
        }
    }

    /** A failure lists what is left, and prints the threads of the processes. */
    final void awaitEverythingProcessed(RecipeProcess... processes) throws Exception {
        try {
            await().until(() -> {
                for (RecipeProcess process : processes) {
                    process.requireAlive();
                }
                return isEverythingProcessed();
            });
        } catch (ConditionTimeoutException late) {
            for (RecipeProcess process : processes) {
                process.printThreads();
            }
            throw new AssertionError(
                    "waiting: " + workspace.waiting() + ", delivered: "
                            + workspace.delivered().keySet() + ", failed: " + workspace.failed() + ", submitted: "
                            + palatine.jobs().size() + ", under way: " + underWay() + "\n" + processes[0].output(),
                    late);
        }
    }

    /**
     * The jobs that were delivered before the kill, which came before their records said so. Their source has committed
     * and does not bring them again, so they are not released.
     */
    private Set<String> deliveredUnrecorded() throws Exception {
        try (JobRepository records = records()) {
            records.start();
            return Stream.of(JobRecordState.SUBMITTED, JobRecordState.DELIVERING)
                    .flatMap(state -> records.list(state, Integer.MAX_VALUE).stream())
                    .map(JobRecord::jobId)
                    .flatMap(jobId -> palatine.job(jobId).stream())
                    .filter(job -> workspace.delivered().containsKey(job.fileName()))
                    .map(SimulatedJob::id)
                    .collect(Collectors.toSet());
        }
    }

    /** Waits until all jobs are released except those of failed recordings and {@code others}. */
    final void awaitReleased(RecipeProcess process, Set<String> others) {
        await(process, () -> palatine.jobs().stream()
                .allMatch(job ->
                        job.released() || workspace.failed().contains(job.fileName()) || others.contains(job.id())));
    }

    private boolean isEverythingProcessed() {
        return workspace.waiting().isEmpty()
                && workspace.delivered().size() + workspace.failed().size() == Workspace.RECORDINGS;
    }

    /** Checks everything, and that another process does not send the uncertain recordings when they come again. */
    final Reckoning reckon(RecipeProcess ended, KillMoment moment, long underWay) throws Exception {
        Reckoning reckoning = new Reckoning(workspace, palatine, ended);
        reckoning.check();
        reckoning.outcome(recipe().getSimpleName(), moment, underWay).report();
        if (!reckoning.uncertain().isEmpty()) {
            workspace.bringAgain(reckoning.uncertain());
            try (RecipeProcess again = start()) {
                awaitEverythingProcessed(again);
                again.stop();
            }
            reckoning.check();
        }
        return reckoning;
    }

    /** The settings of the recipe's processes. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("folder", workspace.folder().toString());
        settings.put("settled-after", "1");
        settings.put("camel.component.palatine.base-url", palatine.baseUrl());
        settings.put("camel.component.palatine.initial-delay", "100");
        settings.put("camel.component.palatine.max-poll-interval", "200");
        return settings;
    }

    final Path log() {
        return directory.resolve("recipe.log");
    }

    private ConditionFactory await() {
        return Awaitility.await("see " + log()).atMost(LIMIT).pollInterval(Duration.ofMillis(50));
    }

    /** Waits until a condition holds; fails at once if the process ends. */
    final void await(RecipeProcess process, Callable<Boolean> condition) {
        await().until(() -> process.has(condition));
    }

    /** Kills a process when its moment has come. */
    final void kill(RecipeProcess process, KillMoment moment) throws Exception {
        await().pollInterval(Duration.ofMillis(1)).until(() -> process.has(() -> steps() >= moment.steps()));
        assertThat(process.survives(moment.lag())).as(process.output()).isTrue();
        process.kill();
    }

    /** How many paid jobs are not released. */
    final long underWay() {
        return palatine.jobs().stream().filter(job -> !job.released()).count();
    }

    /** Jobs created, transcripts sent and jobs released so far. */
    private long steps() {
        List<SimulatedJob> jobs = palatine.jobs();
        return jobs.size()
                + jobs.stream().filter(SimulatedJob::fetched).count()
                + jobs.stream().filter(SimulatedJob::released).count();
    }
}

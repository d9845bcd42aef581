/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.testing.ModuleFiles;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of a record's life, cell by cell, and its page. {@code ./mvnw -Pwrite test} writes the page. */
class JobTransitionsTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "../docs/job-states.md");
    private static final JobOwner NODE = new JobOwner("this", 2);
    private static final JobOwner OTHER = new JobOwner("other", 1);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JobStep STEP = new JobStep(NODE, NOW, "job-1", "it broke", Duration.ofDays(7));

    private static final Set<JobRecordState> AT_REST = EnumSet.of(JobRecordState.FINISHED, JobRecordState.PARKED);

    private static JobRecord in(JobRecordState state) {
        return new JobRecord.Draft(new JobScope("palatine", "transcribe", "https://example.org"), "talk", 10)
                .state(state)
                .forResults(true)
                .jobId(state == JobRecordState.INTENT ? null : "job-1")
                .recordedAt(NOW.minusSeconds(60))
                .keepUntil(state == JobRecordState.FINISHED ? NOW.plusSeconds(60) : null)
                .owner(AT_REST.contains(state) ? null : NODE)
                .make();
    }

    static Stream<Arguments> everyPair() {
        return Stream.of(JobRecordState.values())
                .flatMap(state -> Stream.of(JobEvent.values()).map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void aRecordChangesOnlyAsItsCellSays(JobRecordState state, JobEvent event) {
        JobRecord before = in(state);
        JobTransitions.Cell cell = JobTransitions.cell(state, event);

        JobRecord after = JobTransitions.next(before, event, STEP);

        if (cell == null) {
            assertThat(after).isSameAs(before);
        } else if (cell.next() == null) {
            assertThat(after).isNull();
        } else {
            assertThat(after.state()).isEqualTo(cell.next());
            assertThat(after.revision()).isNotEqualTo(before.revision());
            assertThat(after.key()).isEqualTo(before.key());
            assertThat(after.scope()).isEqualTo(before.scope());
        }
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void everyRowKeepsTheJobsIdAndFreesWhatNeedsNoNode(JobRecordState state, JobEvent event) {
        JobRecord before =
                in(state).draft().noticeDue(state == JobRecordState.PARKED).make();

        JobRecord after = JobTransitions.next(before, event, STEP);

        if (after != null) {
            assertThat(after.jobId() != null || after.state() == JobRecordState.INTENT)
                    .as("only a new intent has no job")
                    .isTrue();
            assertThat(after.owner() == null || !AT_REST.contains(after.state()))
                    .as("a record at rest belongs to no node")
                    .isTrue();
            assertThat(!after.noticeDue() || after.state() == JobRecordState.PARKED)
                    .as("only a parked job has a notice that is due")
                    .isTrue();
        }
    }

    @Test
    void everyEventHasACellAndEveryStateIsReached() {
        Set<JobEvent> events = EnumSet.noneOf(JobEvent.class);
        Set<JobRecordState> reached = EnumSet.of(JobRecordState.INTENT);
        for (JobRecordState state : JobRecordState.values()) {
            for (JobEvent event : JobEvent.values()) {
                JobTransitions.Cell cell = JobTransitions.cell(state, event);
                if (cell != null) {
                    events.add(event);
                    if (cell.next() != null) {
                        reached.add(cell.next());
                    }
                }
            }
        }

        assertThat(events).containsExactlyInAnyOrder(JobEvent.values());
        assertThat(reached).containsExactlyInAnyOrder(JobRecordState.values());
    }

    @ParameterizedTest
    @CsvSource({"0, PT1S", "1, PT2S", "8, PT4M16S", "9, PT8M32S", "10, PT10M", "19, PT10M", "500, PT10M"})
    void theTimeBetweenAttemptsDoublesToTenMinutes(int attempts, Duration delay) {
        JobRecord before =
                in(JobRecordState.DELIVERING).draft().attempts(attempts).make();

        JobRecord after = JobTransitions.next(before, JobEvent.TROUBLED, STEP);

        assertThat(after)
                .returns(attempts + 1, JobRecord::attempts)
                .returns(NOW.plus(delay), JobRecord::nextAttemptAt)
                .returns("it broke", JobRecord::lastError)
                .returns(null, JobRecord::owner);
    }

    @ParameterizedTest
    @CsvSource({"0, PT1M", "1, PT2M", "5, PT32M", "6, PT1H", "40, PT1H"})
    void theTimeUntilAFailedRecordingMayBeBoughtAgainDoublesToAnHour(int failures, Duration delay) {
        JobRecord before =
                in(JobRecordState.SUBMITTED).draft().failures(failures).make();

        JobRecord failed = JobTransitions.next(before, JobEvent.FAILED, STEP);
        JobRecord again = JobTransitions.next(failed, JobEvent.INTENDED, STEP);

        assertThat(failed)
                .returns(true, JobRecord::failed)
                .returns(NOW.plus(delay), JobRecord::nextAttemptAt)
                .returns(failures + 1, JobRecord::failures);
        assertThat(failed.keepUntil()).isAfter(failed.nextAttemptAt());
        assertThat(again)
                .returns(null, JobRecord::jobId)
                .returns(false, JobRecord::failed)
                .returns(failures + 1, JobRecord::failures)
                .returns(NODE, JobRecord::owner);
    }

    @ParameterizedTest
    @CsvSource({
        "true, true, PT0S, PT0S",
        "true, true, PT72H, PT72H",
        "true, false, PT0S, PT24H",
        "true, false, PT72H, PT72H",
        "false, false, PT0S, PT0S"
    })
    void aRecordWhoseSourceMayComeAgainStaysForADay(
            boolean forResults, boolean sourceCommitted, Duration retention, Duration kept) {
        JobRecord before = in(JobRecordState.DELIVERED)
                .draft()
                .forResults(forResults)
                .sourceCommitted(sourceCommitted)
                .make();

        JobRecord after = JobTransitions.next(before, JobEvent.RELEASED, new JobStep(NODE, NOW, null, null, retention));

        assertThat(after.keepUntil()).isEqualTo(NOW.plus(kept));
    }

    @Test
    void theCommitOfASourceLeavesTheRecordToTheNodeThatWaitsForTheJob() {
        JobRecord ofTheSubmission = in(JobRecordState.SUBMITTED);
        JobRecord waitedFor = ofTheSubmission.draft().owner(OTHER).make();

        assertThat(JobTransitions.next(ofTheSubmission, JobEvent.COMMITTED, STEP)
                        .owner())
                .isNull();
        assertThat(JobTransitions.next(waitedFor, JobEvent.COMMITTED, STEP))
                .returns(OTHER, JobRecord::owner)
                .returns(true, JobRecord::sourceCommitted);
    }

    /** Found by killed processes: two nodes with one folder committed one recording, and no node came back to its job. */
    @Test
    void theSubmissionLetsGoOfAJobThatAnotherSourceHasCommittedBefore() {
        JobRecord committedElsewhere =
                in(JobRecordState.SUBMITTED).draft().sourceCommitted(true).make();

        assertThat(JobTransitions.next(committedElsewhere, JobEvent.COMMITTED, STEP)
                        .owner())
                .isNull();
    }

    @Test
    void aJobWhoseIdIsNotKnownCannotBeDeliveredFreedOrFinished() {
        JobStep nameless = new JobStep(NODE, NOW, null, null, Duration.ZERO);
        JobRecord intent = in(JobRecordState.INTENT);

        for (JobEvent event : EnumSet.of(
                JobEvent.COMMITTED, JobEvent.FREED, JobEvent.TROUBLED, JobEvent.RESULT_READY, JobEvent.COMPLETED)) {
            assertThat(JobTransitions.next(intent, event, nameless)).isSameAs(intent);
        }
    }

    @Test
    void aRecordComesBackFromItsJson() {
        JobRecord whole = in(JobRecordState.FINISHED)
                .draft()
                .lastError("it broke")
                .owner(NODE)
                .make();

        assertThat(JobRecord.parse(whole.toJson())).isEqualTo(whole);
        assertThat(JobRecord.parse(whole.toJson().replaceFirst("\\{", "{\"unknown\":1,")))
                .isEqualTo(whole);
    }

    @Test
    void thePageIsTheTable() {
        ModuleFiles.assertCurrent(PAGE, text -> page());
    }

    private static String page() {
        StringBuilder page = new StringBuilder("""
                # The life of a job record

                This page is written by `JobTransitionsTest` from `JobTransitions`, the table that the code follows. \
                [durable-jobs.md](durable-jobs.md) says what it is for.

                | state | meaning |
                |---|---|
                """);
        for (JobRecordState state : JobRecordState.values()) {
            page.append("| %s | %s |\n".formatted(state, state.meaning()));
        }
        page.append("\n```mermaid\nstateDiagram-v2\n    [*] --> INTENT: INTENDED\n");
        arrows().forEach((arrow, events) -> page.append("    %s: %s\n".formatted(arrow, String.join(", ", events))));
        page.append("""
                ```

                An event that has no row changes nothing in that state. \
                Every row keeps the job's id as soon as it is known.
                """);
        for (JobRecordState state : JobRecordState.values()) {
            page.append("\n## %s\n\n| event | when | next | beside that |\n|---|---|---|---|\n".formatted(state));
            for (JobEvent event : JobEvent.values()) {
                JobTransitions.Cell cell = JobTransitions.cell(state, event);
                if (cell != null) {
                    Object next = cell.next() == null ? "forgotten" : cell.next();
                    page.append("| %s | %s | %s | %s |\n".formatted(event, event.meaning(), next, cell.does()));
                }
            }
        }
        return page.toString();
    }

    /** The arrows between states, each with the names of its events. */
    private static Map<String, Set<String>> arrows() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (JobRecordState state : JobRecordState.values()) {
            for (JobEvent event : JobEvent.values()) {
                JobTransitions.Cell cell = JobTransitions.cell(state, event);
                if (cell != null && cell.next() != state) {
                    String arrow = state + " --> " + (cell.next() == null ? "[*]" : cell.next());
                    arrows.computeIfAbsent(arrow, first -> new TreeSet<>()).add(event.name());
                }
            }
        }
        return arrows;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The table of a record's life, cell by cell, and its page. {@code ./mvnw -Pwrite test} writes the page. */
class JobTransitionsTest {

    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "../docs/job-states.md");
    private static final JobOwner NODE = new JobOwner("this", 2);
    private static final JobOwner OTHER = new JobOwner("other", 1);
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final JobStep STEP = new JobStep(NODE, NOW, "job-1", "it broke", Duration.ofDays(7));

    private static JobRecord in(JobRecordState state) {
        return new JobRecord.Draft(new JobScope("palatine", "transcribe", "https://example.org"), "talk", 10)
                .state(state)
                .forResults(true)
                .jobId(state == JobRecordState.INTENT ? null : "job-1")
                .recordedAt(NOW.minusSeconds(60))
                .keepUntil(state == JobRecordState.FINISHED ? NOW.plusSeconds(60) : null)
                .owner(state == JobRecordState.FINISHED || state == JobRecordState.PARKED ? null : NODE)
                .make();
    }

    static Stream<Arguments> everyPair() {
        return Stream.of(JobRecordState.values())
                .flatMap(state -> Stream.of(JobEvent.values()).map(event -> Arguments.of(state, event)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void aRecordChangesAsItsCellSaysAndElseNot(JobRecordState state, JobEvent event) {
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

    /** A job's id is never lost, and none but a new intent takes it away. */
    @ParameterizedTest
    @MethodSource("everyPair")
    void theJobsIdStaysWhateverHappens(JobRecordState state, JobEvent event) {
        JobRecord after = JobTransitions.next(in(state), event, STEP);

        boolean mayHaveNone = after == null || after.state() == JobRecordState.INTENT;
        assertThat(mayHaveNone || after.jobId() != null).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void whatIsFinishedOrParkedBelongsToNoNode(JobRecordState state, JobEvent event) {
        JobRecord after = JobTransitions.next(in(state), event, STEP);

        Set<JobRecordState> atRest = EnumSet.of(JobRecordState.FINISHED, JobRecordState.PARKED);
        assertThat(after == null || !atRest.contains(after.state()) || after.owner() == null)
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void onlyOfAParkedJobANoticeIsDue(JobRecordState state, JobEvent event) {
        JobRecord before =
                in(state).draft().noticeDue(state == JobRecordState.PARKED).make();

        JobRecord after = JobTransitions.next(before, event, STEP);

        assertThat(after == null || !after.noticeDue() || after.state() == JobRecordState.PARKED)
                .isTrue();
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
    void thePageIsTheTable() throws IOException {
        String page = page();
        if ("write".equals(System.getProperty("job.states"))) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("the page is not that of the code; write it anew: ./mvnw -Pwrite test")
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder();
        page.append("# The life of a job record\n\n")
                .append("This page is written by `JobTransitionsTest` from `JobTransitions`, the table that the code")
                .append(" follows. [durable-jobs.md](durable-jobs.md) says what it is for.\n\n")
                .append("| state | meaning |\n|---|---|\n");
        for (JobRecordState state : JobRecordState.values()) {
            page.append("| ")
                    .append(state)
                    .append(" | ")
                    .append(state.meaning())
                    .append(" |\n");
        }
        page.append("\n```mermaid\nstateDiagram-v2\n    [*] --> INTENT: INTENDED\n");
        diagram().forEach((arrow, events) -> page.append("    ")
                .append(arrow)
                .append(": ")
                .append(String.join(", ", events))
                .append('\n'));
        page.append(
                        "```\n\nAn event that has no row changes nothing in that state. Every row keeps the job's id as soon as it")
                .append(" is known.\n");
        for (JobRecordState state : JobRecordState.values()) {
            page.append("\n## ").append(state).append("\n\n| event | when | next | beside that |\n|---|---|---|---|\n");
            for (JobEvent event : JobEvent.values()) {
                JobTransitions.Cell cell = JobTransitions.cell(state, event);
                if (cell != null) {
                    page.append("| ")
                            .append(event)
                            .append(" | ")
                            .append(event.meaning())
                            .append(" | ")
                            .append(cell.next() == null ? "forgotten" : cell.next())
                            .append(" | ")
                            .append(cell.does())
                            .append(" |\n");
                }
            }
        }
        return page.toString();
    }

    private static Map<String, Set<String>> diagram() {
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (JobRecordState state : JobRecordState.values()) {
            Map<JobEvent, String> targets = new EnumMap<>(JobEvent.class);
            for (JobEvent event : JobEvent.values()) {
                JobTransitions.Cell cell = JobTransitions.cell(state, event);
                if (cell != null && cell.next() != state) {
                    targets.put(event, cell.next() == null ? "[*]" : cell.next().name());
                }
            }
            targets.entrySet().stream()
                    .collect(Collectors.groupingBy(
                            Map.Entry::getValue,
                            LinkedHashMap::new,
                            Collectors.mapping(entry -> entry.getKey().name(), Collectors.toCollection(TreeSet::new))))
                    .forEach((target, events) -> arrows.put(state + " --> " + target, events));
        }
        return arrows;
    }
}

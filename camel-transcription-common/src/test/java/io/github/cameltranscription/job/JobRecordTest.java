/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final JobRecord INTENT =
            JobRecord.intent("palatine", JobWaiter.SUBMIT, "доклад.mp3", NOW, "node-1", NOW.plusSeconds(60));

    @Test
    void theJsonOfAnIntentHoldsWhatIsKnownAndNoMore() {
        assertThat(INTENT.toJson())
                .isEqualTo("{\"state\":\"INTENT\",\"provider\":\"palatine\",\"waiter\":\"SUBMIT\","
                        + "\"fileName\":\"доклад.mp3\",\"recordedAt\":\"2026-11-21T10:00:00Z\","
                        + "\"owner\":\"node-1\",\"leaseUntil\":\"2026-11-21T10:01:00Z\"}");
    }

    @Test
    void theJsonOfADeliveredJobHoldsAllItsTimes() {
        assertThat(INTENT.submitted("job-7", NOW.plusSeconds(1))
                        .delivered(NOW.plusMillis(2_500))
                        .released()
                        .toJson())
                .isEqualTo("{\"state\":\"DELIVERED\",\"provider\":\"palatine\",\"waiter\":\"SUBMIT\","
                        + "\"jobId\":\"job-7\",\"fileName\":\"доклад.mp3\",\"recordedAt\":\"2026-11-21T10:00:00Z\","
                        + "\"submittedAt\":\"2026-11-21T10:00:01Z\",\"deliveredAt\":\"2026-11-21T10:00:02.500Z\"}");
    }

    @Test
    void aCommittedJobIsForResultsWhoeverRecordedItAndKeepsTheTimeOfTheFirstCommit() {
        JobRecord transcribed = JobRecord.intent("palatine", JobWaiter.TRANSCRIBE, null, NOW, null, null)
                .submitted("job-7", NOW);

        JobRecord committed = transcribed.committed(NOW.plusSeconds(2)).committed(NOW.plusSeconds(3));

        assertThat(committed.waiter()).isEqualTo(JobWaiter.SUBMIT);
        assertThat(committed.committedAt()).isEqualTo(NOW.plusSeconds(2));
        assertThat(committed.toJson()).contains("\"committedAt\":\"2026-11-21T10:00:02Z\"");
        assertThat(JobRecord.parse(committed.toJson())).isEqualTo(committed);
    }

    @Test
    void theSourceOfASubmittedRecordingIsOpenFromTheIntentToTheCommit() {
        JobRecord submitted = INTENT.submitted("job-7", NOW);

        assertThat(INTENT.isSourceOpen()).isTrue();
        assertThat(submitted.leased("node-2", NOW).isSourceOpen()).isTrue();
        assertThat(submitted.committed(NOW).isSourceOpen()).isFalse();
        assertThat(submitted.released().isSourceOpen()).isFalse();
    }

    @Test
    void everyStateComesBackFromItsJson() {
        JobRecord submitted = INTENT.submitted("job-7", NOW);
        JobRecord delivered = submitted.delivered(NOW);

        for (JobRecord written : new JobRecord[] {INTENT, submitted, delivered, delivered.released()}) {
            assertThat(JobRecord.parse(written.toJson())).isEqualTo(written);
        }
    }

    @Test
    void equalRecordsHaveEqualJson() {
        JobRecord again = new JobRecord(
                JobRecordState.INTENT,
                "palatine",
                JobWaiter.SUBMIT,
                null,
                "доклад.mp3",
                NOW.plusNanos(1),
                null,
                null,
                null,
                "node-1",
                NOW.plusSeconds(60).plusNanos(999_999));

        assertThat(again).as("beyond milliseconds nothing is kept").isEqualTo(INTENT);
        assertThat(again.toJson()).isEqualTo(INTENT.toJson());
    }

    @Test
    void fieldsOfANewerReleaseAreIgnored() {
        String newer = INTENT.toJson().replace("{\"state\"", "{\"mood\":{\"good\":[1]},\"state\"");

        assertThat(JobRecord.parse(newer)).isEqualTo(INTENT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"state\":\"INTENT\",'            | ''                                | state is missing",
                "'\"state\":\"INTENT\"'             | '\"state\":\"LOST\"'              | field 'state'",
                "'\"state\":\"INTENT\"'             | '\"state\":\"SUBMITTED\"'         | jobId is missing",
                "'\"state\":\"INTENT\"'             | '\"state\":\"DELIVERED\",\"jobId\":\"1\"' | submittedAt is missing",
                "'\"provider\":\"palatine\",'       | ''                                | provider is missing",
                "'\"waiter\":\"SUBMIT\",'           | ''                                | waiter is missing",
                "'2026-11-21T10:00:00Z'             | 'yesterday'                       | field 'recordedAt'",
                "'2026-11-21T10:01:00Z'             | '1763719260'                      | field 'leaseUntil'",
                "'\"owner\":\"node-1\",'            | ''                                | owner is missing",
                "',\"leaseUntil\":\"2026-11-21T10:01:00Z\"' | ''                        | leaseUntil is missing"
            })
    void whatIsWrongWithBrokenJsonIsNamed(String part, String replacement, String named) {
        String broken = INTENT.toJson().replace(part, replacement);

        assertThat(broken).isNotEqualTo(INTENT.toJson());
        assertThatThrownBy(() -> JobRecord.parse(broken))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageContaining("not the JSON of a job record: ")
                .hasMessageContaining(named);
    }

    @Test
    void aDeliveredJobHasATimeOfDelivery() {
        String broken = INTENT.submitted("job-7", NOW).toJson().replace("SUBMITTED", "DELIVERED");

        assertThatThrownBy(() -> JobRecord.parse(broken)).hasMessageContaining("deliveredAt is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "42", "{", "palatine", "{\"state\":}"})
    void whatIsNoRecordAtAllIsRefused(String json) {
        assertThatThrownBy(() -> JobRecord.parse(json))
                .isInstanceOf(JobRepositoryException.class)
                .hasMessageStartingWith("not the JSON of a job record: ");
    }

    @Test
    void noJsonAndMoreThanOneAreRefused() {
        assertThatThrownBy(() -> JobRecord.parse(null)).isInstanceOf(JobRepositoryException.class);
        assertThatThrownBy(() -> JobRecord.parse(INTENT.toJson() + INTENT.toJson()))
                .isInstanceOf(JobRepositoryException.class);
    }

    @Test
    void aLeaseHoldsUntilItsEnd() {
        assertThat(INTENT.isLeased(NOW.plusMillis(59_999))).isTrue();
        assertThat(INTENT.isLeased(NOW.plusSeconds(60))).isFalse();
        assertThat(INTENT.released().isLeased(NOW)).isFalse();
        assertThat(INTENT.released().leased("node-2", NOW.plusSeconds(5)))
                .returns("node-2", JobRecord::owner)
                .returns(NOW.plusSeconds(5), JobRecord::leaseUntil);
    }

    @Test
    void aLeaseNeedsAnOwnerAndAnEnd() {
        assertThatThrownBy(() -> INTENT.leased(null, NOW)).hasMessageContaining("owner is missing");
        assertThatThrownBy(() -> INTENT.leased("node-1", null)).hasMessageContaining("leaseUntil is missing");
    }

    @Test
    void aJobIsFinishedOnceItIsDeliveredAndReleased() {
        JobRecord submitted = INTENT.submitted("job-7", NOW);

        assertThat(submitted.released().isFinished()).isFalse();
        assertThat(submitted.delivered(NOW).isFinished()).isFalse();
        assertThat(submitted.delivered(NOW).released().isFinished()).isTrue();
    }

    @Test
    void theTextFormTellsNeitherFileNorOwner() {
        assertThat(INTENT).asString().isEqualTo("JobRecord[INTENT palatine]");
        assertThat(INTENT.submitted("job-7", NOW)).asString().isEqualTo("JobRecord[SUBMITTED palatine job job-7]");
    }
}

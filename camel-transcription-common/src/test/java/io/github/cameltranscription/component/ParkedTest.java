/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.camel.Exchange;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobScope;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.Node.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Records that need a person: a route lists them, tries them again and forgets them, and JMX does too. */
class ParkedTest extends RecordTest {

    private static final String PARKED = "fake:parked?jobRepository=#jobs";

    private static JobRecord parked(String key, String jobId) {
        return draft(key)
                .state(JobRecordState.PARKED)
                .forResults(true)
                .sourceCommitted(true)
                .jobId(jobId)
                .attempts(20)
                .lastError("it failed too often")
                .make();
    }

    private static Exchange send(Node node, String options, String key) {
        return node.send(PARKED + options, null, key == null ? Map.of() : key(key));
    }

    @Test
    void theyAreListedWithTheirDetails() {
        put(KEY, key -> parked(key, "job-7"));
        put("uncertain", key -> parked(key, null));
        put("waited for", submitted("job-8"));

        Object listed = send(start(), "", null).getMessage().getBody();

        assertThat(listed)
                .asInstanceOf(InstanceOfAssertFactories.list(ParkedJob.class))
                .extracting(ParkedJob::jobKey, ParkedJob::jobId, ParkedJob::attempts, ParkedJob::lastError)
                .containsExactlyInAnyOrder(
                        tuple(KEY, "job-7", 20, "it failed too often"),
                        tuple("uncertain", null, 20, "it failed too often"));
    }

    @Test
    void oneThatIsTriedAgainIsEmittedByResults() {
        put(KEY, key -> parked(key, "job-7"));
        Node node = start().results("");

        Exchange retried = send(node, "&action=RETRY", KEY);

        assertThat(retried.getMessage().getBody()).isEqualTo(true);
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }

    @Test
    void oneWhoseReleaseFailedIsReleasedAgainAndNotDeliveredAgain() {
        put(KEY, key -> parked(key, "job-7").draft().deliveredAt(Instant.now()).make());
        Node node = start().results("");

        send(node, "&action=RETRY", KEY);

        awaitNoRecord();
        assertThat(cloud.releases()).containsExactly("job-7");
        assertThat(node.emitted()).isEmpty();
    }

    @Test
    void oneThatIsForgottenIsANewJob() {
        put(KEY, key -> parked(key, null));
        Node node = start();
        assertFailed(node.send(TRANSCRIBE, KEY), ErrorCategory.UNCERTAIN_SUBMISSION, null);

        assertThat(send(node, "&action=FORGET", KEY).getMessage().getBody()).isEqualTo(true);

        succeeded(node.send(TRANSCRIBE, KEY));
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void thoseOfAllKindsOfJobsAreListedAndForgottenAndThoseOfAnotherAddressAreNot() {
        JobScope diarize = new JobScope(SCOPE.provider(), "diarize", SCOPE.baseUrl());
        JobScope elsewhere = new JobScope(SCOPE.provider(), "transcribe", "http://elsewhere");
        for (JobScope scope : List.of(diarize, elsewhere)) {
            records.insert(new JobRecord.Draft(scope, KEY, 1)
                    .state(JobRecordState.PARKED)
                    .recordedAt(Instant.now())
                    .make());
        }
        Node node = start();

        assertThat(send(node, "", null).getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.list(ParkedJob.class))
                .extracting(ParkedJob::kind)
                .containsExactly("diarize");
        assertThat(send(node, "&action=FORGET", KEY).getMessage().getBody()).isEqualTo(true);

        assertThat(records.read(diarize.idOf(KEY))).isNull();
        assertThat(records.read(elsewhere.idOf(KEY))).isNotNull();
    }

    @Test
    void whatIsNotParkedIsLeftAloneAndAKeyIsAskedFor() {
        put(KEY, submitted("job-7"));
        Node node = start();

        assertThat(send(node, "&action=FORGET", KEY).getMessage().getBody()).isEqualTo(false);
        assertThat(recordOf(KEY)).isNotNull();
        assertFailed(
                send(node, "&action=RETRY", null),
                ErrorCategory.INVALID_REQUEST,
                null,
                "action=retry needs the header CamelTranscriptionJobKey");
    }

    @Test
    void transcribeContinuesAParkedJobThatHasAnId() {
        put(KEY, key -> parked(key, "job-7"));
        Node node = start();

        succeeded(node.send(TRANSCRIBE, KEY));

        assertThat(cloud.submissions()).isEmpty();
        awaitNoRecord();
    }

    @Test
    void oneIsForgottenByJmxToo() {
        put(KEY, key -> parked(key, null));
        Node node = start().results("");

        assertThat(((FakeEndpoint) node.context().getRoutes().get(0).getEndpoint()).forgetParkedJob(KEY))
                .isTrue();

        assertNoRecord();
    }
}

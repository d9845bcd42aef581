/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.lang.reflect.Method;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.api.management.ManagedOperation;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobScope;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.ComponentTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/** Records that need a person: listed, tried again and forgotten by a route and by JMX. */
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

    private Exchange send(Node node, String uri, String key) {
        return node.context().createProducerTemplate().send(uri, exchange -> exchange.getMessage()
                .setHeaders(key == null ? Map.of() : new HashMap<>(key(key))));
    }

    @Test
    void theyAreListedWithWhatIsKnownOfThem() {
        put(KEY, key -> parked(key, "job-7"));
        put("uncertain", key -> parked(key, null));
        put("waited for", submitted("job-8"));

        Object listed = send(start(), PARKED, null).getMessage().getBody();

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

        Exchange retried = send(node, PARKED + "&action=RETRY", KEY);

        assertThat(retried.getMessage().getBody()).isEqualTo(true);
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }

    @Test
    void oneWhoseReleaseFailedIsReleasedAgainAndNotDeliveredAgain() {
        put(KEY, key -> parked(key, "job-7").draft().deliveredAt(Instant.now()).make());
        Node node = start().results("");

        send(node, PARKED + "&action=RETRY", KEY);

        awaitNoRecord();
        assertThat(cloud.releases()).containsExactly("job-7");
        assertThat(node.emitted()).isEmpty();
    }

    @Test
    void oneThatIsForgottenIsANewJob() {
        put(KEY, key -> parked(key, null));
        Node node = start();
        assertFailed(node.send(TRANSCRIBE, KEY), ErrorCategory.UNCERTAIN_SUBMISSION, null);

        assertThat(send(node, PARKED + "&action=FORGET", KEY).getMessage().getBody())
                .isEqualTo(true);

        assertThat((Throwable) node.send(TRANSCRIBE, KEY).getException()).isNull();
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

        assertThat(send(node, PARKED, null).getMessage().getBody())
                .asInstanceOf(InstanceOfAssertFactories.list(ParkedJob.class))
                .extracting(ParkedJob::kind)
                .containsExactly("diarize");
        assertThat(send(node, PARKED + "&action=FORGET", KEY).getMessage().getBody())
                .isEqualTo(true);

        assertThat(records.read(diarize.idOf(KEY))).isNull();
        assertThat(records.read(elsewhere.idOf(KEY))).isNotNull();
    }

    @Test
    void whatIsNotParkedIsLeftAloneAndAKeyIsAskedFor() {
        put(KEY, submitted("job-7"));
        Node node = start();

        assertThat(send(node, PARKED + "&action=FORGET", KEY).getMessage().getBody())
                .isEqualTo(false);
        assertThat(recordOf(KEY)).isNotNull();
        Exchange keyless = send(node, PARKED + "&action=RETRY", null);
        assertFailed(keyless, ErrorCategory.INVALID_REQUEST, null);
        assertThat(failureOf(keyless)).hasMessageContaining("action=retry needs the header CamelTranscriptionJobKey");
    }

    @Test
    void transcribeGoesOnWithAParkedJobThatHasAnId() {
        put(KEY, key -> parked(key, "job-7"));
        Node node = start();

        assertThat((Throwable) node.send(TRANSCRIBE, KEY).getException()).isNull();

        assertThat(cloud.submissions()).isEmpty();
        awaitNoRecord();
    }

    @Test
    void jmxHasTheSame() throws Exception {
        put(KEY, key -> parked(key, "job-7"));
        put("uncertain", key -> parked(key, null));
        Node node = start().results("");
        FakeEndpoint endpoint = (FakeEndpoint) node.context().getRoutes().get(0).getEndpoint();

        assertThat(endpoint.listParkedJobs()).hasSize(2).anySatisfy(line -> assertThat(line)
                .contains(KEY, "job-7", "it failed too often"));
        assertThat(endpoint.forgetParkedJob("uncertain")).isTrue();
        assertThat(endpoint.retryParkedJob(KEY)).isTrue();
        assertThat(endpoint.retryParkedJob("none")).isFalse();
        Awaitility.await().atMost(30, TimeUnit.SECONDS).until(() -> node.emittedJobs()
                .equals(List.of("job-7")));
        assertThat(Arrays.stream(TranscriptionEndpoint.class.getMethods())
                        .filter(method -> method.isAnnotationPresent(ManagedOperation.class))
                        .map(Method::getName))
                .contains("listParkedJobs", "retryParkedJob", "forgetParkedJob");
    }
}

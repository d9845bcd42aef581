/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobScope;
import io.github.cameltranscription.testing.Logged;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.Node.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

/** The life of the record of a {@code transcribe}. */
class RecordedTranscribeTest extends RecordTest {

    @Test
    void aRecordingThatIsStillCheckedIsNotRecordedYet() {
        CompletableFuture<Void> checked = new CompletableFuture<>();
        CompletableFuture<Submission> answer = cloud.onCheck(() -> checked).openSubmission();
        Node node = start();
        CompletableFuture<Exchange> exchange = node.sending(TRANSCRIBE, KEY);

        FakeEndpoint endpoint = node.context().getEndpoint(TRANSCRIBE, FakeEndpoint.class);
        Awaitility.await().until(() -> endpoint.getJobsInFlight() == 1);
        assertNoRecord();
        checked.complete(null);

        awaitRecorded(KEY, JobRecordState.INTENT, null);
        answer.complete(Submission.of("job-7"));
        exchange.join();
    }

    @Test
    void theJobsIdIsRecordedWhileTheJobIsWaitedFor() {
        cloud.neverDone(true);
        start().sending(TRANSCRIBE, KEY);

        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        assertThat(recordOf(KEY))
                .returns(SCOPE, JobRecord::scope)
                .returns(false, JobRecord::forResults)
                .returns("recording.mp3", JobRecord::fileName);
    }

    @Test
    void aLinkIsRecordedBeforeItIsSent() {
        List<JobRecordState> states = new CopyOnWriteArrayList<>();
        cloud.onSubmit(() -> {
            states.add(recordOf(KEY).state());
            return CompletableFuture.completedFuture(Submission.of("job-7"));
        });

        succeeded(start().send(TRANSCRIBE + "&sourceUrl=https://example.org/talk.mp3", null, key(KEY)));

        assertThat(states).containsExactly(JobRecordState.INTENT);
        awaitNoRecord();
    }

    @Test
    void afterTheSourcesCommitTheJobIsReleasedAndThenTheRecordGoes() {
        List<String> events = new CopyOnWriteArrayList<>();
        cloud.onRelease(() -> events.add("released while " + recordOf(KEY).state()));
        Node node = start().routes(route -> route.from("direct:in")
                .process(exchange -> Node.onCompletion(
                        exchange,
                        () -> events.add("committed while " + recordOf(KEY).state())))
                .to(TRANSCRIBE));

        Exchange exchange = node.send("direct:in", KEY);

        awaitNoRecord();
        assertThat(events).containsExactly("committed while DELIVERING", "released while DELIVERED");
        assertThat(cloud.releases()).containsExactly("job-1");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(TranscriptionConstants.JOB_KEY, KEY);
    }

    @Test
    void aJobThatCannotBeReleasedIsFinishedOffAtTheNextStart() {
        cloud.onRelease(() -> {
            throw FakeCloud.trouble(ErrorCategory.AUTHENTICATION);
        });
        Node first = start();
        first.send(TRANSCRIBE, KEY);
        awaitRecorded(KEY, JobRecordState.DELIVERED, "job-1");
        awaitFree(KEY);
        first.close();
        cloud.onRelease(() -> {});
        JobRecord later = recordOf(KEY);
        records.replace(later, later.draft().nextAttemptAt(Instant.now()).make());

        start().context().getEndpoint(TRANSCRIBE);

        awaitNoRecord();
        assertThat(cloud.releases()).containsExactly("job-1");
    }

    @Test
    void theSameRecordingWhileItIsUnderWayIsRefusedAndNothingIsSent() {
        cloud.neverDone(true);
        Node node = start();
        node.sending(TRANSCRIBE, KEY);
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        Exchange second = node.send(TRANSCRIBE, KEY);

        assertFailed(second, ErrorCategory.JOB_IN_PROGRESS, null, KEY, "nothing was sent");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void theSameRecordingRightAfterItsDeliveryWaitsUntilTheJobIsReleased() {
        CompletableFuture<Void> release = new CompletableFuture<>();
        cloud.releasing(job -> release);
        records.setRetention(Duration.ofDays(1));
        Node node = start();
        succeeded(node.send(TRANSCRIBE, KEY));
        awaitRecorded(KEY, JobRecordState.DELIVERED, "job-1");

        CompletableFuture<Exchange> second = node.sending(TRANSCRIBE, KEY);
        FakeEndpoint endpoint = node.context().getEndpoint(TRANSCRIBE, FakeEndpoint.class);
        Awaitility.await().until(() -> endpoint.getJobsInFlight() == 1 || second.isDone());
        release.complete(null);

        assertThat(Node.jobId(succeeded(second.join()))).isEqualTo("job-1");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void endpointsWithDifferentLeasesDoNotSendTheSameRecordingTwice() {
        cloud.openSubmission();
        Node node = start();
        node.sending(TRANSCRIBE + "&jobLease=10000", KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());

        Exchange second = node.send(TRANSCRIBE + "&jobLease=20000&uncertainSubmission=RESUBMIT", KEY);

        assertFailed(second, ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void anotherKeyIsAnotherJob() {
        Node node = start();

        node.send(TRANSCRIBE, KEY);
        node.send(TRANSCRIBE, "another");

        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void aRecordingWithoutAKeyIsTranscribedWithoutARecordAndLogsOneWarning() {
        try (Logged logged = Logged.by(JobRecords.class)) {
            Node node = start();
            for (int i = 0; i < 2; i++) {
                succeeded(node.send(TRANSCRIBE, ComponentTest.RECORDING, Map.of()));
            }

            assertThat(logged.warnings())
                    .singleElement()
                    .asString()
                    .contains("fake:transcribe", "not recorded", "jobKey", TranscriptionConstants.JOB_KEY);
        }
        assertThat(cloud.submissions()).hasSize(2);
        assertNoRecord();
    }

    @ParameterizedTest
    @ValueSource(strings = {TRANSCRIBE, SUBMIT})
    void aBlankKeyIsRefusedBeforeAnythingIsSent(String uri) {
        assertFailed(start().send(uri, " "), ErrorCategory.INVALID_REQUEST, null, "CamelTranscriptionJobKey");
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void theExpressionIsEvaluatedForEachMessage() {
        cloud.neverDone(true);
        start().sending(TRANSCRIBE + "&jobKey=talk ${header.id}", ComponentTest.RECORDING, Map.of("id", 7));

        awaitRecorded("talk 7", JobRecordState.SUBMITTED, "job-1");
    }

    @Test
    void theRecordOfAnotherKindOfJobUnderTheSameKeyIsNotTaken() {
        JobRecord other = new JobRecord.Draft(new JobScope("fake", "summarize", SCOPE.baseUrl()), KEY, 1)
                .state(JobRecordState.SUBMITTED)
                .jobId("job-of-another-kind")
                .recordedAt(Instant.now())
                .make();
        records.insert(other);

        Exchange exchange = start().send(TRANSCRIBE, KEY);

        assertThat(Node.jobId(exchange)).isEqualTo("job-1");
        Awaitility.await().untilAsserted(() -> assertThat(unfinished()).containsExactly(other));
    }

    @Test
    void aJobThatTheProviderFailedIsNotBoughtAgainBeforeItsBackOffIsOver() {
        cloud.onStatusFailed("job-1", "crash");
        Node node = start();

        assertFailed(node.send(TRANSCRIBE, KEY), ErrorCategory.JOB_FAILED, "job-1");
        awaitRecorded(KEY, JobRecordState.FINISHED, "job-1");
        Exchange second = node.send(TRANSCRIBE, KEY);

        assertFailed(second, ErrorCategory.JOB_FAILED, "job-1", "crash", "is not sent again before");
        assertThat(cloud.submissions()).hasSize(1);

        JobRecord failed = recordOf(KEY);
        assertThat(records.replace(
                        failed, failed.draft().nextAttemptAt(Instant.now()).make()))
                .isTrue();

        assertThat(Node.jobId(node.send(TRANSCRIBE, KEY))).isEqualTo("job-2");
    }
}

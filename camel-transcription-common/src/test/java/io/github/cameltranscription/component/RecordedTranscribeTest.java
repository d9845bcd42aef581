/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobScope;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.ComponentTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** How the record of a {@code transcribe} comes and goes. */
class RecordedTranscribeTest extends RecordTest {

    private final CompletableFuture<Submission> answer = new CompletableFuture<>();

    @Test
    void aRecordingThatIsStillCheckedIsNotRecordedYet() {
        CompletableFuture<Void> checked = new CompletableFuture<>();
        cloud.onCheck(() -> checked).onSubmit(() -> answer);
        Node node = start();
        CompletableFuture<Exchange> exchange = node.sending(TRANSCRIBE, KEY);

        awaitUnderWay(node);
        assertNoRecord();
        checked.complete(null);

        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.INTENT, null));
        answer.complete(Submission.of("job-7"));
        exchange.join();
    }

    /** The exchange has come as far as it can without the provider. */
    private static void awaitUnderWay(Node node) {
        FakeEndpoint endpoint = node.context().getEndpoint(TRANSCRIBE, FakeEndpoint.class);
        Awaitility.await().until(() -> endpoint.getJobsInFlight() == 1);
    }

    @Test
    void theJobsIdIsRecordedWhileTheJobIsWaitedFor() {
        cloud.neverDone(true);
        start().sending(TRANSCRIBE, KEY);

        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1"));
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

        Exchange exchange = start().context()
                .createProducerTemplate()
                .send(TRANSCRIBE + "&sourceUrl=https://example.org/talk.mp3", message -> message.getMessage()
                        .setHeader(TranscriptionConstants.JOB_KEY, KEY));

        assertThat((Throwable) exchange.getException()).isNull();

        assertThat(states).containsExactly(JobRecordState.INTENT);
        awaitNoRecord();
    }

    @Test
    void afterTheSourcesCommitTheJobIsReleasedAndThenTheRecordGoes() {
        List<String> events = new CopyOnWriteArrayList<>();
        cloud.onRelease(() -> events.add("released while " + recordOf(KEY).state()));
        Node node = start().routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .process(exchange -> Node.onCompletion(
                                exchange,
                                () -> events.add(
                                        "committed while " + recordOf(KEY).state())))
                        .to(TRANSCRIBE);
            }
        });

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
        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.DELIVERED, "job-1"));
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
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

        assertFailed(second, ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(failureOf(second)).hasMessageContaining(KEY).hasMessageContaining("nothing was sent");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void endpointsThatDifferInTheirLeaseKnowOfEachOther() {
        cloud.onSubmit(() -> answer);
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
    void aRecordingWithoutAKeyIsTranscribedWithoutARecordAndAWarningIsGivenOnce() {
        try (Logged logged = Logged.by(JobRecords.class)) {
            Node node = start();
            for (int i = 0; i < 2; i++) {
                Exchange exchange = node.context()
                        .createProducerTemplate()
                        .send(TRANSCRIBE, message -> message.getMessage().setBody(ComponentTest.RECORDING));
                assertThat((Throwable) exchange.getException()).isNull();
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
        Exchange exchange = start().send(uri, " ");

        assertFailed(exchange, ErrorCategory.INVALID_REQUEST, null);
        assertThat(failureOf(exchange)).hasMessageContaining("CamelTranscriptionJobKey");
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void theExpressionIsEvaluatedForEachMessage() {
        cloud.neverDone(true);
        Node node = start();
        node.context()
                .createProducerTemplate()
                .asyncRequestBodyAndHeaders(
                        TRANSCRIBE + "&jobKey=talk ${header.id}", ComponentTest.RECORDING, Map.of("id", 7));

        Awaitility.await().untilAsserted(() -> assertRecorded("talk 7", JobRecordState.SUBMITTED, "job-1"));
    }

    @Test
    void whatAnotherKindOfJobHasRecordedUnderTheSameKeyIsNotTaken() {
        JobRecord other = new JobRecord.Draft(new JobScope("fake", "summarize", SCOPE.baseUrl()), KEY, 1)
                .state(JobRecordState.SUBMITTED)
                .jobId("job-of-another-kind")
                .recordedAt(Instant.now())
                .make();
        records.insert(other);

        Exchange exchange = start().send(TRANSCRIBE, KEY);

        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo("job-1");
        Awaitility.await().untilAsserted(() -> assertThat(unfinished()).containsExactly(other));
    }

    @Test
    void aJobThatTheProviderFailedIsNotBoughtAgainBeforeItsBackOffIsOver() {
        cloud.onStatus(() -> CompletableFuture.completedFuture(
                JobStatus.failed("fake", "job-1", ErrorCategory.JOB_FAILED, "crash")));
        Node node = start();

        assertFailed(node.send(TRANSCRIBE, KEY), ErrorCategory.JOB_FAILED, "job-1");
        awaitRecorded(KEY, JobRecordState.FINISHED, "job-1");
        Exchange second = node.send(TRANSCRIBE, KEY);

        assertFailed(second, ErrorCategory.JOB_FAILED, "job-1");
        assertThat(failureOf(second)).hasMessageContaining("crash").hasMessageContaining("is not sent again before");
        assertThat(cloud.submissions()).hasSize(1);

        JobRecord failed = recordOf(KEY);
        assertThat(records.replace(
                        failed, failed.draft().nextAttemptAt(Instant.now()).make()))
                .isTrue();
        Exchange third = node.send(TRANSCRIBE, KEY);

        assertThat(third.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isEqualTo("job-2");
    }
}

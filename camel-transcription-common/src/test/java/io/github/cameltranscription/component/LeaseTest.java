/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.testing.Logged;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.Node.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

/** Which node may work on a recording where several nodes share the records. */
class LeaseTest extends RecordTest {

    private static final String SHORT = TRANSCRIBE + "&jobLease=200";

    @Test
    void aRecordingThatAnotherNodeIsSendingIsRefused() {
        cloud.openSubmission();
        startNode().sending(TRANSCRIBE, KEY);
        awaitRecorded(KEY, JobRecordState.INTENT, null);

        Exchange second = startNode().send(TRANSCRIBE + "&uncertainSubmission=RESUBMIT", KEY);

        assertFailed(second, ErrorCategory.JOB_IN_PROGRESS, null, "another process");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aJobThatAnotherNodeWaitsForIsRefused() {
        cloud.neverDone(true);
        startNode().sending(TRANSCRIBE, KEY);
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");

        assertFailed(startNode().send(TRANSCRIBE, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aJobThatTakesLongerThanTheLeaseStaysWithItsNode() {
        stopTime();
        cloud.neverDone(true);
        Node first = startNode();
        first.sending(SHORT, KEY);
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        Node second = startNode();
        second.context().getEndpoint(SHORT);

        assertStaysOwned(first, KEY);

        assertFailed(second.send(SHORT, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
    }

    @Test
    void theHeartbeatContinuesWhileRoutesBlockAllReplyThreads() {
        stopTime();
        CountDownLatch routesMayGoOn = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(4);
        Node node = startNode()
                .routes(route -> route.from("direct:slow").to(SHORT).process(exchange -> {
                    blocked.countDown();
                    routesMayGoOn.await();
                }));
        try {
            for (int i = 0; i < 4; i++) {
                node.sending("direct:slow", "slow " + i);
            }
            Awaitility.await().until(() -> blocked.getCount() == 0);
            cloud.neverDone(true);
            node.sending(SHORT, KEY);
            awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-5");
            startNode().context().getEndpoint(SHORT);

            assertStaysOwned(node, KEY);
        } finally {
            routesMayGoOn.countDown();
        }
    }

    @Test
    void theJobOfADeadNodeIsTakenOverAfterItsLeaseAndNotBoughtAgain() {
        stopTime();
        cloud.neverDone(true);
        Node first = startNode();
        first.sending(SHORT, KEY);
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        first.repository().cut();
        Node second = startNode();
        assertFailed(second.send(SHORT, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
        continueTime();
        awaitFree(KEY);
        cloud.neverDone(false);

        Exchange exchange = succeeded(second.send(SHORT, KEY));

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertThat(cloud.submissions()).hasSize(1);
        awaitNoRecord();
    }

    @Test
    void whatADeadNodeWasSendingIsUncertainAfterItsLease() {
        put(KEY, intent(false));
        Node node = startNode();
        node.context().getEndpoint(SHORT);
        awaitRecorded(KEY, JobRecordState.PARKED, null);

        assertFailed(node.send(SHORT, KEY), ErrorCategory.UNCERTAIN_SUBMISSION, null);
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void anIntentThatComesSecondSendsNothing() {
        Node node = startNode();
        node.repository().before("insert INTENT", () -> put(KEY, intent(false)));

        assertFailed(node.send(TRANSCRIBE, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(cloud.submissions()).isEmpty();
        assertThat(recordOf(KEY).owner()).isEqualTo(PROCESS_BEFORE);
    }

    @Test
    void theIntentOfAnAttemptThatWasRejectedIsNotTakenForThatOfAnotherNode() {
        cloud.onSubmit(() -> CompletableFuture.failedFuture(ErrorCategory.RATE_LIMITED.toException(
                ErrorDetails.of("fake", "transcribe", "too many").withVerdict(Verdict.REJECTED))));

        succeeded(startNode().send(TRANSCRIBE, KEY));

        assertThat(cloud.submissions()).hasSize(2);
        awaitNoRecord();
    }

    @Test
    void anAnswerThatComesAfterAnotherNodeTookOverChangesNothingAndIsLogged() {
        CompletableFuture<Submission> answer = cloud.openSubmission();
        CompletableFuture<Exchange> exchange = startNode().sending(TRANSCRIBE, KEY);
        awaitRecorded(KEY, JobRecordState.INTENT, null);
        assertThat(records.delete(recordOf(KEY))).isTrue();
        put(KEY, submitted("another-job", PROCESS_BEFORE));

        try (Logged logged = Logged.by(RecordedJob.class)) {
            answer.complete(Submission.of("job-7"));

            Awaitility.await().untilAsserted(() -> assertThat(logged.errors())
                    .anySatisfy(error -> assertThat(error).contains("job-7", "another-job")));
        }
        assertFailed(exchange.join(), ErrorCategory.JOB_IN_PROGRESS, "job-7");
        assertRecorded(KEY, JobRecordState.SUBMITTED, "another-job");
    }
}

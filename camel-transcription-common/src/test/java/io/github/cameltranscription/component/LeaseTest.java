/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.JobOwner;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.ComponentTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may work on a recording where several nodes share the records. */
class LeaseTest extends RecordTest {

    private static final String SHORT = TRANSCRIBE + "&jobLease=200";

    @Test
    void aRecordingThatAnotherNodeIsSendingIsRefused() {
        cloud.onSubmit(CompletableFuture::new);
        startNode().sending(TRANSCRIBE, KEY);
        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.INTENT, null));

        Exchange second = startNode().send(TRANSCRIBE + "&uncertainSubmission=RESUBMIT", KEY);

        assertFailed(second, ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(failureOf(second)).hasMessageContaining("another process");
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aJobThatAnotherNodeWaitsForIsRefused() {
        cloud.neverDone(true);
        startNode().sending(TRANSCRIBE, KEY);
        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1"));

        Exchange second = startNode().send(TRANSCRIBE, KEY);

        assertFailed(second, ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aJobThatTakesLongerThanTheLeaseStaysWithItsNode() {
        cloud.neverDone(true);
        startNode().sending(SHORT, KEY);
        Node second = startNode();
        second.context().getEndpoint(SHORT);

        assertStaysOwned();

        assertFailed(second.send(SHORT, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
    }

    /** For as long as five leases. */
    private void assertStaysOwned() {
        Awaitility.await().until(() -> recordOf(KEY) != null && recordOf(KEY).state() == JobRecordState.SUBMITTED);
        JobOwner owner = recordOf(KEY).owner();
        Instant end = Instant.now().plusMillis(1_000);
        Awaitility.await().until(() -> {
            assertThat(recordOf(KEY).owner()).isEqualTo(owner);
            return Instant.now().isAfter(end);
        });
    }

    @Test
    void theHeartbeatGoesOnThoughRoutesBlockAllThreadsOfTheReplies() {
        CountDownLatch routesMayGoOn = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(4);
        Node node = startNode().routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:slow").to(SHORT).process(exchange -> {
                    blocked.countDown();
                    routesMayGoOn.await();
                });
            }
        });
        try {
            for (int i = 0; i < 4; i++) {
                node.sending("direct:slow", "slow " + i);
            }
            Awaitility.await().until(() -> blocked.getCount() == 0);
            cloud.neverDone(true);
            node.sending(SHORT, KEY);

            assertStaysOwned();
        } finally {
            routesMayGoOn.countDown();
        }
    }

    @Test
    void theJobOfADeadNodeIsTakenOverAfterItsLeaseAndNotBoughtAgain() {
        cloud.neverDone(true);
        Node first = startNode();
        first.sending(SHORT, KEY);
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        first.repository().cut();
        Node second = startNode();
        assertFailed(second.send(SHORT, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
        cloud.neverDone(false);

        Exchange exchange = second.send(SHORT, KEY);

        assertThat((Throwable) exchange.getException()).isNull();
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

        Exchange exchange = node.send(SHORT, KEY);

        assertFailed(exchange, ErrorCategory.UNCERTAIN_SUBMISSION, null);
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void anIntentThatComesSecondSendsNothing() {
        Node node = startNode();
        node.repository().beforeInsert(() -> put(KEY, intent(false)));

        Exchange exchange = node.send(TRANSCRIBE, KEY);

        assertFailed(exchange, ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(cloud.submissions()).isEmpty();
        assertThat(recordOf(KEY).owner()).isEqualTo(PROCESS_BEFORE);
    }

    @Test
    void theIntentOfAnAttemptThatWasTurnedAwayIsNotTakenForAnothers() {
        Node node = startNode();
        cloud.onSubmit(() -> CompletableFuture.failedFuture(ErrorCategory.RATE_LIMITED.toException(
                        ErrorDetails.of("fake", "transcribe", "too many").withVerdict(Verdict.REJECTED))))
                .onSubmit(() -> CompletableFuture.completedFuture(Submission.of("job-7")));

        Exchange exchange = node.send(TRANSCRIBE, KEY);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(cloud.submissions()).hasSize(2);
        awaitNoRecord();
    }

    @Test
    void anAnswerThatComesAfterAnotherNodeTookOverChangesNothingAndIsLogged() {
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        cloud.onSubmit(() -> answer);
        CompletableFuture<Exchange> exchange = startNode().sending(TRANSCRIBE, KEY);
        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.INTENT, null));
        assertThat(records.delete(recordOf(KEY))).isTrue();
        put(KEY, submitted("job-of-another", PROCESS_BEFORE));

        try (Logged logged = Logged.by(RecordedJob.class)) {
            answer.complete(Submission.of("job-7"));

            Awaitility.await().untilAsserted(() -> assertThat(logged.errors())
                    .anySatisfy(error -> assertThat(error).contains("job-7", "job-of-another")));
        }
        assertFailed(exchange.join(), ErrorCategory.JOB_IN_PROGRESS, "job-7");
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-of-another");
    }
}

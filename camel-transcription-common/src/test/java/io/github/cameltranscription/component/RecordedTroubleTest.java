/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.testing.Logged;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.ComponentTest.failureOf;
import static io.github.cameltranscription.component.Node.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

/** Failures around a recorded {@code transcribe}, and what the next attempt finds. */
class RecordedTroubleTest extends RecordTest {

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    private LambdaRouteBuilder deliveringAtTheThirdAttempt(int redeliveries) {
        return route -> {
            route.from("direct:in")
                    .errorHandler(route.defaultErrorHandler()
                            .maximumRedeliveries(redeliveries)
                            .redeliveryDelay(0))
                    .to("direct:sub");
            route.from("direct:sub")
                    .errorHandler(route.noErrorHandler())
                    .to(TRANSCRIBE)
                    .process(exchange -> {
                        if (attempts.incrementAndGet() < 3) {
                            throw new IllegalStateException("the database is down");
                        }
                        delivered.add(Node.jobId(exchange));
                    });
        };
    }

    @Test
    void aSourceThatComesAgainAfterEachFailureBuysOnceAndReleasesOnce() {
        Node node = start().routes(deliveringAtTheThirdAttempt(0));

        for (int i = 0; i < 2; i++) {
            assertThat((Throwable) node.send("direct:in", KEY).getException()).hasMessage("the database is down");
            awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
            assertFree(KEY);
        }

        assertBoughtAndReleasedOnce(node.send("direct:in", KEY));
    }

    @Test
    void aRedeliveryAfterEachFailureBuysOnceAndReleasesOnce() {
        assertBoughtAndReleasedOnce(
                start().routes(deliveringAtTheThirdAttempt(2)).send("direct:in", KEY));
    }

    private void assertBoughtAndReleasedOnce(Exchange exchange) {
        succeeded(exchange);
        awaitNoRecord();
        assertThat(delivered).containsExactly("job-1");
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(cloud.releases()).containsExactly("job-1");
    }

    @Test
    void aJobThatTimedOutStaysAndTheNextExchangeContinuesIt() {
        cloud.neverDone(true);
        Node node = start();
        assertFailed(node.send(TRANSCRIBE + "&jobTimeout=20", KEY), ErrorCategory.JOB_TIMED_OUT, "job-1");
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        awaitFree(KEY);
        cloud.neverDone(false);

        assertContinued(node.send(TRANSCRIBE, KEY));
    }

    @Test
    void aJobInterruptedByAStopStaysAndTheNextProcessContinuesIt() {
        cloud.neverDone(true);
        Node first = start().routes(route -> route.from("direct:in").to(TRANSCRIBE));
        CompletableFuture<Exchange> interrupted = first.sending("direct:in", KEY);
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        first.close();
        assertFailed(interrupted.join(), ErrorCategory.JOB_INTERRUPTED, "job-1");
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        awaitFree(KEY);
        cloud.neverDone(false);

        assertContinued(start().send(TRANSCRIBE, KEY));
    }

    private void assertContinued(Exchange second) {
        assertThat(succeeded(second).getMessage().getBody()).isInstanceOf(Transcript.class);
        assertThat(cloud.submissions()).hasSize(1);
        awaitNoRecord();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCategory.class,
            names = {
                "AUTHENTICATION",
                "INVALID_REQUEST",
                "INSUFFICIENT_BALANCE",
                "UNSUPPORTED_MEDIA",
                "PAYLOAD_TOO_LARGE",
                "RATE_LIMITED"
            })
    void aRefusalLeavesNoRecordAndTheSameRecordingMayComeAgain(ErrorCategory refusal) {
        cloud.onSubmitFail(refusal);
        Node node = start();

        assertThat(failureOf(node.send(TRANSCRIBE, KEY)).getCategory()).isEqualTo(refusal);
        succeeded(node.send(TRANSCRIBE, KEY));
        assertThat(cloud.submissions()).hasSize(2);
        awaitNoRecord();
    }

    @Test
    void aRecordingRejectedUntilItsTimeIsOverLeavesNoRecord() {
        cloud.onSubmit(() -> CompletableFuture.failedFuture(
                ErrorCategory.RATE_LIMITED.toException(ErrorDetails.of("fake", "transcribe", "too many")
                        .withHttpStatus(429)
                        .withRetryAfter(Duration.ofMillis(1))
                        .withVerdict(Verdict.REJECTED))));

        Exchange exchange = start().send(TRANSCRIBE + "&submitTimeout=0", KEY);

        assertFailed(exchange, ErrorCategory.RATE_LIMITED, null);
        assertThat(cloud.submissions()).hasSize(1);
        assertNoRecord();
    }

    @Test
    void anUncertainSubmissionStaysAndTheNextAttemptNamesFileAndKeyAndSendsNothing() {
        cloud.onSubmitFail(ErrorCategory.UNCERTAIN_SUBMISSION);
        Node node = start();
        node.send(TRANSCRIBE, KEY);
        awaitRecorded(KEY, JobRecordState.PARKED, null);
        assertFree(KEY);

        Exchange second = node.send(TRANSCRIBE, KEY);

        assertFailed(
                second, ErrorCategory.UNCERTAIN_SUBMISSION, null, "recording.mp3", KEY, "uncertainSubmission=resubmit");
        assertThat(cloud.submissions()).hasSize(1);
        assertRecorded(KEY, JobRecordState.PARKED, null);
    }

    @Test
    void anUploadInterruptedByAStopIsUncertainUntilItsLateAnswerIsRecorded() {
        CompletableFuture<Submission> answer = cloud.openSubmission();
        Node first = start().routes(route -> route.from("direct:in").to(TRANSCRIBE));
        CompletableFuture<Exchange> interrupted = first.sending("direct:in", KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());
        first.close();
        assertFailed(interrupted.join(), ErrorCategory.UNCERTAIN_SUBMISSION, null);
        Node second = start();
        assertFailed(second.send(TRANSCRIBE, KEY), ErrorCategory.UNCERTAIN_SUBMISSION, null);

        answer.complete(Submission.of("job-7"));

        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-7");
        assertContinued(second.send(TRANSCRIBE, KEY));
    }

    @Test
    void withResubmitAnUncertainRecordingIsSentAgain() {
        put(KEY, intent(false));

        succeeded(start().send(TRANSCRIBE + "&uncertainSubmission=RESUBMIT", KEY));

        assertThat(cloud.submissions()).hasSize(1);
        awaitNoRecord();
    }

    @Test
    void withResubmitAnUncertainRecordingIsSentAgainWithinOneExchange() {
        cloud.onSubmitFail(ErrorCategory.UNCERTAIN_SUBMISSION);
        Node node = start().routes(route -> {
            route.onException(TranscriptionException.class)
                    .maximumRedeliveries(1)
                    .redeliveryDelay(0);
            route.from("direct:in").to(TRANSCRIBE + "&uncertainSubmission=RESUBMIT");
        });

        succeeded(node.send("direct:in", KEY));

        assertThat(cloud.submissions()).hasSize(2);
        awaitNoRecord();
    }

    @Test
    void nothingIsSentWhileTheIntentCannotBeRecorded() {
        Node node = start();
        node.repository().breakDown("insert");

        assertFailed(
                node.send(TRANSCRIBE, KEY),
                ErrorCategory.JOB_REPOSITORY_UNAVAILABLE,
                null,
                "recording.mp3 was not sent");
        assertThat(cloud.submissions()).isEmpty();
    }

    /** An attempt with the same key would fail in the same way, so that it is not retriable. */
    @Test
    void aKeyThatNoDatabaseKeepsIsAnInvalidRequestAndNothingIsSent() {
        Exchange exchange = start().send(TRANSCRIBE, "talk\0");

        assertFailed(exchange, ErrorCategory.INVALID_REQUEST, null, "refused a job key", "NUL");
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void whileTheJobsIdCannotBeRecordedTheTranscriptIsDeliveredAndTheIdIsLogged() {
        Node node = start();
        cloud.onSubmit(() -> {
            node.repository().breakDown(" to ");
            return CompletableFuture.completedFuture(Submission.of("job-7"));
        });

        try (Logged logged = Logged.by(RecordedJob.class)) {
            Exchange exchange = node.send(TRANSCRIBE, KEY);

            assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
            assertThat(logged.errors())
                    .anySatisfy(error -> assertThat(error).contains("job-7", KEY, "is paid for and is recorded later"));
        }
        node.repository().mend();
        awaitNoRecord();
    }

    /** As a route of JMS with a transaction does: its message comes again. */
    @Test
    void anExchangeThatIsRolledBackWithoutAnExceptionDoesNotReleaseItsJob() {
        Node node = start().routes(route -> {
            route.from("direct:in").to(TRANSCRIBE).to("direct:sub");
            route.from("direct:sub")
                    .choice()
                    .when(exchange -> attempts.incrementAndGet() == 1)
                    .markRollbackOnly()
                    .otherwise()
                    .process(exchange -> delivered.add(Node.jobId(exchange)));
        });

        node.send("direct:in", KEY);

        awaitFree(KEY);
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        assertThat(cloud.releases()).isEmpty();
        assertBoughtAndReleasedOnce(node.send("direct:in", KEY));
    }

    /** Without this, Camel would run the next step of the exchange when the thread has its next reply. */
    @Test
    void anErrorInAStepFailsItsExchangeAndDoesNotSkipTheStep() throws Exception {
        Node node = start().routes(route -> route.from("direct:in")
                .to(TRANSCRIBE)
                .process(exchange -> {
                    if (attempts.incrementAndGet() == 1) {
                        throw new StackOverflowError("of a step");
                    }
                })
                .process(exchange -> delivered.add(Node.jobId(exchange))));

        Exchange failed = node.sending("direct:in", KEY).get(30, TimeUnit.SECONDS);

        assertThat((Throwable) failed.getException()).hasRootCauseInstanceOf(StackOverflowError.class);
        awaitFree(KEY);
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        assertThat(recordOf(KEY).lastError()).isEqualTo("of a step");
        assertBoughtAndReleasedOnce(node.send("direct:in", KEY));
    }

    @Test
    void aRedeliveryKnowsTheJobWhoseIdCouldNotBeRecorded() {
        Node node = start().routes(deliveringAtTheThirdAttempt(2));
        cloud.onSubmit(() -> {
            node.repository().breakDown(" to ");
            return CompletableFuture.completedFuture(Submission.of("job-1"));
        });
        cloud.onStatus(() -> {
            node.repository().mend();
            return CompletableFuture.completedFuture(FakeCloud.done("job-1"));
        });

        assertBoughtAndReleasedOnce(node.send("direct:in", KEY));
    }

    @Test
    void theSameRecordingWithinTheRetentionIsFetchedAgainWithoutASubmission() {
        records.setRetention(Duration.ofDays(1));
        Node node = start();
        node.send(TRANSCRIBE, KEY);
        awaitFinished();

        Exchange second = node.send(TRANSCRIBE, KEY);

        assertThat(second.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertThat(Node.jobId(second)).isEqualTo("job-1");
        assertThat(cloud.submissions()).hasSize(1);
        awaitFinished();
    }

    @Test
    void theFailureOfADeliveredJobThatTheProviderHasRemovedHasTheTimeOfItsDelivery() {
        records.setRetention(Duration.ofDays(1));
        Node node = start();
        node.send(TRANSCRIBE, KEY);
        awaitFinished();
        Instant deliveredAt = recordOf(KEY).deliveredAt();
        int polls = cloud.polls().size();
        cloud.onStatus(() -> CompletableFuture.failedFuture(ErrorCategory.JOB_NOT_FOUND.toException(
                ErrorDetails.of("fake", "status", "no such job").withVerdict(Verdict.GONE))));

        Exchange second = node.send(TRANSCRIBE, KEY);

        assertThat(cloud.polls()).as("believed at once: nothing can be lost").hasSize(polls + 1);
        assertFailed(
                second,
                ErrorCategory.JOB_NOT_FOUND,
                "job-1",
                KEY,
                "was delivered at " + deliveredAt,
                "nothing was submitted");
        assertThat(cloud.submissions()).hasSize(1);
        assertRecorded(KEY, JobRecordState.FINISHED, "job-1");
    }

    private void awaitFinished() {
        awaitRecorded(KEY, JobRecordState.FINISHED, "job-1");
    }
}

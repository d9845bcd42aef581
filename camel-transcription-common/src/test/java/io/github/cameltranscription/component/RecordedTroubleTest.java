/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.RecordedJob;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static io.github.cameltranscription.component.ComponentTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

/** What goes wrong around a recorded {@code transcribe}, and what the next attempt finds. */
class RecordedTroubleTest extends RecordTest {

    private final AtomicInteger attempts = new AtomicInteger();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    private RouteBuilder deliveringAtTheThirdAttempt(int redeliveries) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .errorHandler(defaultErrorHandler()
                                .maximumRedeliveries(redeliveries)
                                .redeliveryDelay(0))
                        .to("direct:sub");
                from("direct:sub").errorHandler(noErrorHandler()).to(TRANSCRIBE).process(exchange -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("the database is down");
                    }
                    delivered.add(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class));
                });
            }
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
        Exchange third = node.send("direct:in", KEY);

        assertBoughtAndReleasedOnce(third);
    }

    @Test
    void aRedeliveryAfterEachFailureBuysOnceAndReleasesOnce() {
        Exchange exchange = start().routes(deliveringAtTheThirdAttempt(2)).send("direct:in", KEY);

        assertBoughtAndReleasedOnce(exchange);
    }

    private void assertBoughtAndReleasedOnce(Exchange exchange) {
        assertThat((Throwable) exchange.getException()).isNull();
        awaitNoRecord();
        assertThat(delivered).containsExactly("job-1");
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(cloud.releases()).containsExactly("job-1");
    }

    @Test
    void aJobThatTimedOutStaysAndTheNextOneGoesOnWithIt() {
        cloud.neverDone(true);
        Node node = start();
        assertFailed(node.send(TRANSCRIBE + "&jobTimeout=20", KEY), ErrorCategory.JOB_TIMED_OUT, "job-1");
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
        cloud.neverDone(false);

        Exchange second = node.send(TRANSCRIBE, KEY);

        assertGoneOnWith(second);
    }

    @Test
    void aJobInterruptedByAStopStaysAndTheNextProcessGoesOnWithIt() {
        cloud.neverDone(true);
        Node first = start();
        first.context().getEndpoint(TRANSCRIBE);
        CompletableFuture<Exchange> interrupted = first.routes(transcribing()).sending("direct:in", KEY);
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        first.close();
        assertFailed(interrupted.join(), ErrorCategory.JOB_INTERRUPTED, "job-1");
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
        cloud.neverDone(false);

        assertGoneOnWith(start().send(TRANSCRIBE, KEY));
    }

    private static RouteBuilder transcribing() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(TRANSCRIBE);
            }
        };
    }

    private void assertGoneOnWith(Exchange second) {
        assertThat((Throwable) second.getException()).isNull();
        assertThat(second.getMessage().getBody()).isInstanceOf(Transcript.class);
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
        assertThat((Throwable) node.send(TRANSCRIBE, KEY).getException()).isNull();
        assertThat(cloud.submissions()).hasSize(2);
        awaitNoRecord();
    }

    @Test
    void aRecordingTurnedAwayUntilItsTimeIsOverLeavesNoRecord() {
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

        assertFailed(second, ErrorCategory.UNCERTAIN_SUBMISSION, null);
        assertThat(failureOf(second))
                .hasMessageContaining("recording.mp3")
                .hasMessageContaining(KEY)
                .hasMessageContaining("uncertainSubmission=resubmit");
        assertThat(cloud.submissions()).hasSize(1);
        assertRecorded(KEY, JobRecordState.PARKED, null);
    }

    @Test
    void anUploadInterruptedByAStopStaysAsUncertain() {
        cloud.onSubmit(CompletableFuture::new);
        Node first = start().routes(transcribing());
        CompletableFuture<Exchange> interrupted = first.sending("direct:in", KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());
        first.close();
        assertFailed(interrupted.join(), ErrorCategory.UNCERTAIN_SUBMISSION, null);

        Exchange second = start().send(TRANSCRIBE, KEY);

        assertFailed(second, ErrorCategory.UNCERTAIN_SUBMISSION, null);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aSubmissionThatEndsAfterTheStopIsRecordedAllTheSame() {
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        cloud.onSubmit(() -> answer);
        Node first = start().routes(transcribing());
        first.sending("direct:in", KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());
        first.close();

        answer.complete(Submission.of("job-7"));

        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.SUBMITTED, "job-7"));
        assertGoneOnWith(start().send(TRANSCRIBE, KEY));
    }

    @Test
    void whoeverWantsItSendsAnUncertainRecordingAgain() {
        put(KEY, intent(false));

        Exchange exchange = start().send(TRANSCRIBE + "&uncertainSubmission=RESUBMIT", KEY);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(cloud.submissions()).hasSize(1);
        awaitNoRecord();
    }

    @Test
    void whoeverWantsItSendsAnUncertainRecordingAgainWithinOneExchange() {
        cloud.onSubmitFail(ErrorCategory.UNCERTAIN_SUBMISSION);
        Node node = start().routes(new RouteBuilder() {
            @Override
            public void configure() {
                onException(TranscriptionException.class).maximumRedeliveries(1).redeliveryDelay(0);
                from("direct:in").to(TRANSCRIBE + "&uncertainSubmission=RESUBMIT");
            }
        });

        Exchange exchange = node.send("direct:in", KEY);

        assertThat((Throwable) exchange.getException()).isNull();
        assertThat(cloud.submissions()).hasSize(2);
        awaitNoRecord();
    }

    @Test
    void whereTheIntentCannotBeRecordedNothingIsSent() {
        Node node = start();
        node.repository().breakDown("insert");

        Exchange exchange = node.send(TRANSCRIBE, KEY);

        assertFailed(exchange, ErrorCategory.JOB_REPOSITORY_UNAVAILABLE, null);
        assertThat(failureOf(exchange)).hasMessageContaining("recording.mp3 was not sent");
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void whereTheJobsIdCannotBeRecordedTheTranscriptIsDeliveredAndTheIdIsLogged() {
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

    @Test
    void aRedeliveryKnowsTheJobWhoseIdCouldNotBeRecorded() {
        Node node = start().routes(deliveringAtTheThirdAttempt(2));
        cloud.onSubmit(() -> {
            node.repository().breakDown(" to ");
            return CompletableFuture.completedFuture(Submission.of("job-1"));
        });
        cloud.onStatus(() -> {
            node.repository().mend();
            return CompletableFuture.completedFuture(JobStatus.done("fake", "job-1", null, null));
        });

        Exchange exchange = node.send("direct:in", KEY);

        assertBoughtAndReleasedOnce(exchange);
    }

    @Test
    void theSameRecordingWithinTheRetentionIsFetchedAgainWithoutASubmission() {
        records.setRetention(Duration.ofDays(1));
        Node node = start();
        node.send(TRANSCRIBE, KEY);
        awaitFinished();

        Exchange second = node.send(TRANSCRIBE, KEY);

        assertThat(second.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertThat(second.getMessage().getHeader(TranscriptionConstants.JOB_ID)).isEqualTo("job-1");
        assertThat(cloud.submissions()).hasSize(1);
        awaitFinished();
    }

    @Test
    void whereTheProviderDoesNotHaveItAnyMoreItIsSaidWhenItWasDelivered() {
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

        assertFailed(second, ErrorCategory.JOB_NOT_FOUND, "job-1");
        assertThat(failureOf(second))
                .hasMessageContaining(KEY)
                .hasMessageContaining("was delivered at " + deliveredAt)
                .hasMessageContaining("nothing was submitted");
        assertThat(cloud.submissions()).hasSize(1);
        assertRecorded(KEY, JobRecordState.FINISHED, "job-1");
    }

    private void awaitFinished() {
        Awaitility.await().until(() -> recordOf(KEY) != null && recordOf(KEY).state() == JobRecordState.FINISHED);
    }
}

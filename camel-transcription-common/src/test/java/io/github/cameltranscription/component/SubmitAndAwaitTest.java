/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

class SubmitAndAwaitTest extends RecordTest {

    private final CountDownLatch submitted = new CountDownLatch(1);
    private final CountDownLatch routeMayGoOn = new CountDownLatch(1);

    @AfterEach
    void letRoutesGoOn() {
        routeMayGoOn.countDown();
    }

    @Test
    void theKeyTravelsWithTheJob() {
        TranscriptionJob job = submit(start());

        assertThat(job.jobKey()).isEqualTo(KEY);
        String json = job.toJson();
        assertThat(json).contains("\"jobKey\":\"" + KEY + "\"");
        assertThat(TranscriptionJobConverters.toTranscriptionJob(json)).isEqualTo(job);
    }

    @Test
    void aJobWithoutAKeyIsReadAndWrittenAsBefore() {
        TranscriptionJob job =
                TranscriptionJobConverters.toTranscriptionJob("{\"provider\":\"fake\",\"jobId\":\"job-7\"}");

        assertThat(job).isEqualTo(new TranscriptionJob("fake", "job-7", null, null));
        assertThat(job.jobKey()).isNull();
        assertThat(job.toJson()).doesNotContain("jobKey");
    }

    @Test
    void aSubmittedJobIsFreeForOthersOnceItsExchangeHasCompleted() {
        Exchange exchange = start().send(SUBMIT, KEY);

        assertThat(exchange.getMessage().getHeaders()).containsEntry(TranscriptionConstants.JOB_KEY, KEY);
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
        assertThat(recordOf(KEY))
                .returns(JobRecordState.SUBMITTED, JobRecord::state)
                .returns("job-1", JobRecord::jobId)
                .returns(true, JobRecord::sourceCommitted)
                .returns(true, JobRecord::forResults)
                .returns("recording.mp3", JobRecord::fileName);
    }

    @Test
    void theSameKeyAgainIsAnsweredWithTheSameJobAndNothingIsSubmitted() {
        Node node = start();
        TranscriptionJob first = submit(node);

        TranscriptionJob second = submit(node);

        assertThat(second)
                .returns("job-1", TranscriptionJob::jobId)
                .returns("recording.mp3", TranscriptionJob::fileName)
                .returns(KEY, TranscriptionJob::jobKey);
        assertThat(second.submittedAt()).isBetween(first.submittedAt().minusSeconds(5), Instant.now());
        assertThat(cloud.submissions()).hasSize(1);
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
    }

    @Test
    void whatAnotherProcessSubmittedIsAnsweredWithTheSameJobAndBecomesAnybodys() {
        put(KEY, submitted("job-7", PROCESS_BEFORE));

        assertThat(submit(start()).jobId()).isEqualTo("job-7");

        assertThat(cloud.submissions()).isEmpty();
        Awaitility.await()
                .untilAsserted(() -> assertThat(recordOf(KEY).sourceCommitted()).isTrue());
        assertFree(KEY);
    }

    @Test
    void aRecordingThatIsBeingSubmittedIsNotSubmittedTwice() {
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        cloud.onSubmit(() -> answer);
        Node node = start();
        node.sending(SUBMIT, KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());

        assertFailed(node.send(SUBMIT, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(cloud.submissions()).hasSize(1);
        answer.complete(Submission.of("job-7"));
    }

    @Test
    void aSubmitWhoseExchangeFailsAfterwardsLeavesTheJobAndTheMarkThatItsSourceMayComeAgain() {
        Node node = start().routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(SUBMIT).process(exchange -> {
                    throw new IllegalStateException("the queue is down");
                });
            }
        });

        node.send("direct:in", KEY);

        Awaitility.await().untilAsserted(() -> assertFree(KEY));
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        assertThat(recordOf(KEY).sourceCommitted()).isFalse();
        assertThat(submit(node).jobId()).isEqualTo("job-1");
        Awaitility.await()
                .untilAsserted(() -> assertThat(recordOf(KEY).sourceCommitted()).isTrue());
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void anAnswerThatComesAfterTheStopIsRecordedAndFreeForOthers() {
        CompletableFuture<Submission> answer = new CompletableFuture<>();
        cloud.onSubmit(() -> answer);
        Node first = start().routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(SUBMIT);
            }
        });
        CompletableFuture<Exchange> interrupted = first.sending("direct:in", KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());
        CompletableFuture<Void> stop = CompletableFuture.runAsync(first::close);
        assertFailed(interrupted.join(), ErrorCategory.UNCERTAIN_SUBMISSION, null);

        answer.complete(Submission.of("job-7"));

        stop.join();
        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.SUBMITTED, "job-7"));
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
        assertThat(recordOf(KEY).sourceCommitted()).isFalse();
    }

    @Test
    void awaitFinishesTheRecordOfAJobWhoseSubmitHasCompleted() {
        Node node = start();
        TranscriptionJob job = submit(node);

        Exchange exchange = await(node, job);

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertThat(exchange.getMessage().getHeaders()).containsEntry(TranscriptionConstants.JOB_KEY, KEY);
        awaitNoRecord();
        assertThat(cloud.releases()).containsExactly("job-1");
    }

    @Test
    void awaitTakesTheKeyFromTheHeaderToo() {
        Node node = start();
        TranscriptionJob job = submit(node);

        node.context()
                .createProducerTemplate()
                .requestBodyAndHeaders(
                        AWAIT,
                        new TranscriptionJob("fake", job.jobId(), null, null),
                        Map.of(TranscriptionConstants.JOB_KEY, KEY));

        awaitNoRecord();
    }

    @Test
    void awaitedBeforeItsSubmitHasCompletedTheRecordStaysForADayAndGoesWithTheSubmit() {
        Node node = start();
        CompletableFuture<Exchange> submit = submitWithSlowRest(node);

        await(node, new TranscriptionJob("fake", "job-1", null, null, KEY));

        awaitRecorded(KEY, JobRecordState.FINISHED, "job-1");
        assertThat(recordOf(KEY).keepUntil())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
        routeMayGoOn.countDown();
        submit.join();
        awaitNoRecord();
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void aSourceThatComesAgainAfterTheTranscriptWasDeliveredBuysNothing() {
        put(KEY, submitted("job-7", PROCESS_BEFORE));
        Node node = start();
        await(node, new TranscriptionJob("fake", "job-7", null, null, KEY));
        awaitRecorded(KEY, JobRecordState.FINISHED, "job-7");

        assertThat(submit(node).jobId()).isEqualTo("job-7");

        assertThat(cloud.submissions()).isEmpty();
        awaitNoRecord();
    }

    private CompletableFuture<Exchange> submitWithSlowRest(Node node) {
        node.routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:submit").to(SUBMIT).process(exchange -> {
                    submitted.countDown();
                    routeMayGoOn.await();
                });
            }
        });
        CompletableFuture<Exchange> submit = node.sending("direct:submit", KEY);
        Awaitility.await().until(() -> submitted.getCount() == 0);
        return submit;
    }

    @Test
    void anAwaitWhoseExchangeFailsLeavesTheJobToTheNextOne() {
        Node node = start().routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:await").to(AWAIT).process(exchange -> {
                    throw new IllegalStateException("the database is down");
                });
            }
        });
        TranscriptionJob job = submit(node);

        node.context().createProducerTemplate().send("direct:await", exchange -> exchange.getMessage()
                .setBody(job));

        Awaitility.await().untilAsserted(() -> assertThat(recordOf(KEY))
                .returns(JobRecordState.SUBMITTED, JobRecord::state)
                .returns("the database is down", JobRecord::lastError)
                .returns(null, JobRecord::owner));
        assertThat(cloud.releases()).isEmpty();
    }

    @Test
    void aJobThatTheProviderFailedWhileItWasAwaitedIsOver() {
        Node node = start();
        TranscriptionJob job = submit(node);
        cloud.onStatus(() -> CompletableFuture.completedFuture(
                JobStatus.failed("fake", "job-1", ErrorCategory.JOB_FAILED, "crash")));

        assertFailed(await(node, job), ErrorCategory.JOB_FAILED, "job-1");

        awaitRecorded(KEY, JobRecordState.FINISHED, "job-1");
    }

    @Test
    void awaitLeavesTheRecordOfAnotherJobUnderTheSameKeyAlone() {
        Node node = start();
        submit(node);
        Awaitility.await().untilAsserted(() -> assertFree(KEY));
        JobRecord before = recordOf(KEY);

        await(node, new TranscriptionJob("fake", "job-of-last-week", null, null, KEY));

        Awaitility.await().until(() -> cloud.releases().contains("job-of-last-week"));
        assertThat(recordOf(KEY)).isEqualTo(before);
    }

    @Test
    void awaitWithoutARepositoryIgnoresTheKey() {
        Node node = start();
        TranscriptionJob job = submit(node);

        Exchange exchange = node.context().createProducerTemplate().send("fake:await", message -> message.getMessage()
                .setBody(job));

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
    }

    private static TranscriptionJob submit(Node node) {
        return node.send(SUBMIT, KEY).getMessage().getBody(TranscriptionJob.class);
    }

    private static Exchange await(Node node, TranscriptionJob job) {
        return node.context().createProducerTemplate().send(AWAIT, exchange -> exchange.getMessage()
                .setBody(job));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.transcript.Transcript;

import static io.github.cameltranscription.component.ComponentTest.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

class SubmitAndAwaitTest extends RecordTest {

    @Test
    void theKeyTravelsWithTheJob() {
        TranscriptionJob job = submit(start());

        assertThat(job.jobKey()).isEqualTo(KEY);
        String json = job.toJson();
        assertThat(json).contains("\"jobKey\":\"" + KEY + "\"");
        assertThat(TranscriptionJobConverters.toTranscriptionJob(json)).isEqualTo(job);
    }

    @Test
    void aSubmittedJobIsFreeForOthersOnceItsExchangeHasCompleted() {
        Exchange exchange = start().send(SUBMIT, KEY);

        assertThat(exchange.getMessage().getHeaders()).containsEntry(TranscriptionConstants.JOB_KEY, KEY);
        awaitFree(KEY);
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
        awaitFree(KEY);
    }

    @Test
    void aJobThatAnotherProcessSubmittedIsTheAnswerAndIsFreeForOthers() {
        put(KEY, submitted("job-7", PROCESS_BEFORE));

        assertThat(submit(start()).jobId()).isEqualTo("job-7");

        assertThat(cloud.submissions()).isEmpty();
        Awaitility.await()
                .untilAsserted(() -> assertThat(recordOf(KEY).sourceCommitted()).isTrue());
        assertFree(KEY);
    }

    @Test
    void aRecordingThatIsBeingSubmittedIsNotSubmittedTwice() {
        CompletableFuture<Submission> answer = cloud.openSubmission();
        Node node = start();
        node.sending(SUBMIT, KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());

        assertFailed(node.send(SUBMIT, KEY), ErrorCategory.JOB_IN_PROGRESS, null);
        assertThat(cloud.submissions()).hasSize(1);
        answer.complete(Submission.of("job-7"));
    }

    @Test
    void aSubmitWhoseExchangeFailsAfterwardsLeavesTheJobAndTheMarkThatItsSourceMayComeAgain() {
        Node node = start().routes(route -> route.from("direct:in").to(SUBMIT).process(exchange -> {
            throw new IllegalStateException("the queue is down");
        }));

        node.send("direct:in", KEY);

        awaitFree(KEY);
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
        assertThat(recordOf(KEY).sourceCommitted()).isFalse();
        assertThat(submit(node).jobId()).isEqualTo("job-1");
        Awaitility.await()
                .untilAsserted(() -> assertThat(recordOf(KEY).sourceCommitted()).isTrue());
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void anAnswerThatComesAfterTheStopIsRecordedAndFreeForOthers() {
        CompletableFuture<Submission> answer = cloud.openSubmission();
        Node first = start().routes(route -> route.from("direct:in").to(SUBMIT));
        CompletableFuture<Exchange> interrupted = first.sending("direct:in", KEY);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());
        CompletableFuture<Void> stop = CompletableFuture.runAsync(first::close);
        assertFailed(interrupted.join(), ErrorCategory.UNCERTAIN_SUBMISSION, null);

        answer.complete(Submission.of("job-7"));

        stop.join();
        awaitRecorded(KEY, JobRecordState.SUBMITTED, "job-7");
        awaitFree(KEY);
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

        node.send(AWAIT, new TranscriptionJob("fake", job.jobId(), null, null), key(KEY));

        awaitNoRecord();
    }

    @Test
    void theRecordOfAJobThatIsAwaitedBeforeItsSubmitHasCompletedStaysForADayAndGoesWithTheSubmit() {
        CompletableFuture<Void> submitted = new CompletableFuture<>();
        CompletableFuture<Void> routeMayGoOn = new CompletableFuture<>();
        Node node = start().routes(
                        route -> route.from("direct:submit").to(SUBMIT).process(exchange -> {
                            submitted.complete(null);
                            routeMayGoOn.get(60, TimeUnit.SECONDS);
                        }));
        CompletableFuture<Exchange> submit = node.sending("direct:submit", KEY);
        submitted.join();

        await(node, new TranscriptionJob("fake", "job-1", null, null, KEY));

        awaitRecorded(KEY, JobRecordState.FINISHED, "job-1");
        assertThat(recordOf(KEY).keepUntil())
                .isBetween(
                        Instant.now().plus(Duration.ofHours(23)), Instant.now().plus(Duration.ofHours(24)));
        routeMayGoOn.complete(null);
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

    @Test
    void anAwaitWhoseExchangeFailsLeavesTheJobToTheNextOne() {
        Node node = start().routes(route -> route.from("direct:await").to(AWAIT).process(exchange -> {
            throw new IllegalStateException("the database is down");
        }));

        node.send("direct:await", submit(node), Map.of());

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
        cloud.onStatusFailed("job-1", "crash");

        assertFailed(await(node, job), ErrorCategory.JOB_FAILED, "job-1");

        awaitRecorded(KEY, JobRecordState.FINISHED, "job-1");
    }

    @Test
    void awaitLeavesTheRecordOfAnotherJobUnderTheSameKeyAlone() {
        Node node = start();
        submit(node);
        awaitFree(KEY);
        JobRecord before = recordOf(KEY);

        await(node, new TranscriptionJob("fake", "old-job", null, null, KEY));

        Awaitility.await().until(() -> cloud.releases().contains("old-job"));
        assertThat(recordOf(KEY)).isEqualTo(before);
    }

    @Test
    void awaitWithoutARepositoryIgnoresTheKey() {
        Node node = start();

        Exchange exchange = node.send("fake:await", submit(node), Map.of());

        assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-1");
    }

    private static TranscriptionJob submit(Node node) {
        return node.send(SUBMIT, KEY).getMessage().getBody(TranscriptionJob.class);
    }

    private static Exchange await(Node node, TranscriptionJob job) {
        return node.send(AWAIT, job, Map.of());
    }
}

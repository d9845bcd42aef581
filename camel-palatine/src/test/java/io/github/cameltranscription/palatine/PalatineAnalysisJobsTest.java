/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobState;
import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.InsufficientBalanceException;
import io.github.cameltranscription.error.JobFailedException;
import io.github.cameltranscription.error.JobNotFoundException;
import io.github.cameltranscription.error.JobTimedOutException;
import io.github.cameltranscription.error.UncertainSubmissionException;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.OpenRecords;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** The jobs of summarize and sentiment, as those of transcribe, are never lost and never paid for twice. */
class PalatineAnalysisJobsTest extends PalatineTestSupport {

    private static final String TEXT = "We meet on Monday.";
    private static final Map<String, Object> KEY = Map.of(TranscriptionConstants.JOB_KEY, "meeting of Monday");

    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final AtomicInteger deliveries = new AtomicInteger();

    @Override
    void configure(PalatineConfiguration configuration) {
        configuration.setMaxRetries(0);
    }

    @BeforeEach
    void addRoutes() throws Exception {
        context.getRegistry().bind("jobs", repository);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                for (String operation : new String[] {"summarize", "sentiment"}) {
                    from("direct:redelivered-" + operation)
                            .errorHandler(
                                    defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                            .to("direct:step-" + operation);
                    from("direct:step-" + operation)
                            .errorHandler(noErrorHandler())
                            .to("palatine:" + operation)
                            .process(exchange -> failTimes(3));
                    from("direct:recorded-" + operation)
                            .to("palatine:" + operation + "?jobRepository=#jobs")
                            .process(exchange -> failTimes(2));
                }
                from("direct:minutes")
                        .to("palatine:transcribe?jobRepository=#jobs")
                        .to("palatine:summarize?jobRepository=#jobs&jobKey=${header.CamelTranscriptionJobKey}")
                        .process(exchange -> failTimes(2));
                from("direct:uncertain")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                        .to("palatine:summarize?responseTimeout=300ms");
                from("direct:undelivered")
                        .to("palatine:summarize")
                        .throwException(new IllegalStateException("disk full"));
            }
        });
    }

    private void failTimes(int times) {
        if (deliveries.incrementAndGet() <= times) {
            throw new IllegalStateException("disk full");
        }
    }

    private static Object input(String kind) {
        return kind.equals("text") ? TEXT : Recordings.wav(1);
    }

    @ParameterizedTest
    @CsvSource({"summarize,recording", "summarize,text", "sentiment,recording"})
    void redeliveriesOfOneExchangeSubmitAndReleaseOneJob(String operation, String kind) {
        sent("direct:redelivered-" + operation, input(kind));

        assertThat(deliveries).hasValue(4);
        palatine.requests().assertSubmitted(1);
        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(1));
        palatine.requests().assertNothingReleasedUnfetched();
    }

    @ParameterizedTest
    @CsvSource({"summarize,recording", "summarize,text", "sentiment,recording"})
    void aRecordedJobIsNotSubmittedAgainAfterAFailedDelivery(String operation, String kind) {
        for (int failures = 0; failures < 2; failures++) {
            assertThat((Throwable) send("direct:recorded-" + operation, input(kind), KEY)
                            .getException())
                    .hasMessageContaining("disk full");
            Awaitility.await().untilAsserted(() -> assertThat(OpenRecords.of(repository))
                    .containsExactly("palatine:" + operation + ":meeting of Monday"));
        }

        sent("direct:recorded-" + operation, input(kind), KEY);
        Awaitility.await().until(() -> OpenRecords.of(repository).isEmpty());
        palatine.requests().assertSubmitted(1).assertReleased(1);
    }

    /** The text has no key, and a reply sets none: the route gives it the key of the recording. */
    @Test
    void neitherJobOfTranscribeAndSummarizeIsSubmittedAgain(@TempDir Path folder) throws Exception {
        File recording =
                Files.write(folder.resolve("meeting.wav"), Recordings.wav(1)).toFile();
        for (int failures = 0; failures < 2; failures++) {
            assertThat((Throwable) send("direct:minutes", recording).getException())
                    .hasMessageContaining("disk full");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(OpenRecords.of(repository)).hasSize(2));
        }

        Exchange reply = sent("direct:minutes", recording);

        assertThat(reply.getMessage().getBody()).isInstanceOf(PalatineSummary.class);
        Awaitility.await().until(() -> OpenRecords.of(repository).isEmpty());
        palatine.requests().assertSubmitted(2).assertReleased(2);
    }

    /** The intent is recorded before the text is sent, so the submission is uncertain. */
    @Test
    void aRecordedTextIsNotSentAgainAfterALostAnswer() {
        palatine.faults().onSummarizeText().reset().afterProcessing().once();

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(send("direct:recorded-summarize", TEXT, KEY).getException())
                    .isInstanceOf(UncertainSubmissionException.class);
        }
        assertThat(palatine.requests().count(PalatineCall.SUMMARIZE_TEXT)).isEqualTo(1);
        Awaitility.await()
                .untilAsserted(() -> assertThat(OpenRecords.of(repository)).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"recording", "text"})
    void anUncertainSubmissionIsNotSentAgain(String kind) {
        palatine.faults().onSummarize().reset().afterProcessing().always();
        palatine.faults().onSummarizeText().hang().afterProcessing().always();

        Exchange reply = send("direct:uncertain", input(kind));

        assertThat(reply.getException()).isInstanceOf(UncertainSubmissionException.class);
        palatine.requests().assertSubmitted(1);
        assertThat(palatine.requests().count(PalatineCall.SUMMARIZE)
                        + palatine.requests().count(PalatineCall.SUMMARIZE_TEXT))
                .isEqualTo(1);
    }

    @Test
    void aFailedExchangeKeepsTheSummary() {
        String jobId = jobId(send("direct:undelivered", TEXT));

        JobStatus status = body("palatine:status?jobOperation=summarize", null, about(jobId), JobStatus.class);
        String again =
                body("palatine:await?jobOperation=summarize&outputFormat=text", null, about(jobId), String.class);

        assertThat(status.state()).isEqualTo(JobState.DONE);
        assertThat(again).endsWith(TEXT);
        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(jobId));
        palatine.requests().assertSubmitted(1);
    }

    @ParameterizedTest
    @CsvSource({"summarize,SUMMARY_RELEASE", "sentiment,SENTIMENT_RELEASE", "diarize,DIARIZATION_RELEASE"})
    void statusAndDoneTakeTheIdOfAJobThatTimedOut(String operation, PalatineCall release) {
        palatine.faults().onProcessing().neverFinishes().once();
        Exchange timedOut = send("palatine:" + operation + "?jobTimeout=100", Recordings.wav(1));
        String jobId = jobId(timedOut);

        assertThat(timedOut.getException()).isInstanceOf(JobTimedOutException.class);
        Exchange status = send("palatine:status?jobOperation=" + operation, null, about(jobId));
        assertThat(status.getMessage().getBody(JobStatus.class).state()).isEqualTo(JobState.PENDING);
        assertThat(send("palatine:status", null, about(jobId)).getException()).isInstanceOf(JobNotFoundException.class);
        palatine.faults().on(release).body("{}", "application/json").once();
        sent("palatine:done?jobOperation=" + operation, null, about(jobId));
        assertThat(palatine.requests().count(release)).isEqualTo(1);
    }

    /** The record belongs to the jobs of summarize, although await waits for it. */
    @Test
    void awaitFinishesTheRecordOfAJob() {
        String jobId = jobId(send("direct:recorded-summarize", TEXT, KEY));
        Awaitility.await()
                .untilAsserted(() -> assertThat(OpenRecords.of(repository)).hasSize(1));

        sent(
                "palatine:await?jobOperation=summarize&jobRepository=#jobs",
                null,
                Map.of(TranscriptionConstants.JOB_ID, jobId, TranscriptionConstants.JOB_KEY, "meeting of Monday"));

        Awaitility.await().until(() -> OpenRecords.of(repository).isEmpty());
        palatine.requests().assertSubmitted(1).assertReleased(jobId);
    }

    /** Each endpoint has connections of its own, and the jobs of an address may be those of several endpoints. */
    @Test
    void aJobIsReleasedAlthoughAnotherEndpointOfTheAddressHasStopped() {
        MemoryJobRepository others = new MemoryJobRepository();
        context.getRegistry().bind("others", others);
        Endpoint first = context.getEndpoint("palatine:transcribe?jobRepository=#others&responseTimeout=21s");
        String second = "palatine:transcribe?jobRepository=#others&responseTimeout=22s";
        context.getEndpoint(second);
        first.stop();

        String jobId = jobId(send(second, Recordings.wav(1), KEY));

        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(jobId));
        Awaitility.await().until(() -> OpenRecords.of(others).isEmpty());
    }

    @Test
    void aStatusThatCannotBeReadDoesNotEndAPaidJob() {
        palatine.faults().onSummaryStatus().status(409).once();
        palatine.faults().onSummaryStatus().truncate().once();
        List<String> answers = List.of("{\"status\":\"succ", "{\"status\":\"success\",\"data\":null}", "<html>");
        answers.forEach(answer -> palatine.faults()
                .onSummaryStatus()
                .body(answer, "application/json")
                .once());

        sent("palatine:summarize", TEXT);

        palatine.requests().assertSubmitted(1);
        assertThat(palatine.requests().count(PalatineCall.SUMMARY_STATUS)).isGreaterThanOrEqualTo(6);
    }

    @Test
    void theExceptionOfAFailedJobHasTheReason() {
        palatine.faults().onProcessing().error("Text is too long").once();
        assertThat(send("palatine:summarize", TEXT).getException())
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("Text is too long");
        palatine.faults().onProcessing().insufficientBalance().once();
        assertThat(send("palatine:sentiment", Recordings.wav(1)).getException())
                .isInstanceOf(InsufficientBalanceException.class);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.console.DevConsole.MediaType;
import org.apache.camel.console.DevConsoleResolver;
import org.apache.camel.util.URISupport;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.TranscriptionJob;

import static org.assertj.core.api.Assertions.assertThat;

/** The dev console: jobs in flight and finished jobs. */
class MonitorTest extends ComponentTest {

    private static final String SECRET = "k-very-secret";
    private static final String SLOW = "fake:transcribe?initialDelay=3600000&maxPollInterval=3600000&apiKey=" + SECRET;
    private static final String QUICK = "fake:transcribe?initialDelay=1&maxPollInterval=1";

    private Object call(MediaType type, Map<String, Object> options) {
        return context.getCamelContextExtension()
                .getContextPlugin(DevConsoleResolver.class)
                .resolveDevConsole("transcription")
                .call(type, options);
    }

    private JsonObject console(Map<String, Object> options) {
        return (JsonObject) call(MediaType.JSON, options);
    }

    private JsonObject console() {
        return console(Map.of());
    }

    private String text() {
        return (String) call(MediaType.TEXT, Map.of());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> rows(JsonObject all, String table) {
        return (List<Map<String, Object>>) (List<?>) all.get(table);
    }

    private static Map<String, Object> row(JsonObject all, String table) {
        assertThat(rows(all, table)).as(table).hasSize(1);
        return rows(all, table).get(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inFlight(JsonObject all) {
        return (Map<String, Object>) all.get("inFlight");
    }

    private Map<String, Object> awaitJob(String state) {
        Awaitility.await()
                .until(() -> rows(console(), "jobs").stream().anyMatch(job -> state.equals(job.get("state"))));
        return rows(console(), "jobs").stream()
                .filter(job -> state.equals(job.get("state")))
                .findFirst()
                .orElseThrow();
    }

    private void awaitFinished(int jobs) {
        Awaitility.await().until(() -> rows(console(), "finished").size() == jobs);
    }

    private static Map<String, Object> named(String fileName) {
        return Map.of(TranscriptionConstants.FILE_NAME, fileName);
    }

    @Test
    void aContextWithoutJobsHasAnEmptyConsole() {
        JsonObject all = console();

        assertThat(rows(all, "jobs")).isEmpty();
        assertThat(rows(all, "finished")).isEmpty();
        assertThat(rows(all, "throughput")).hasSize(60);
        assertThat(inFlight(all)).containsEntry("all", 0);
        assertThat(text()).startsWith("Jobs in flight: all=0");
    }

    @Test
    void aJobThatWaitsIsShownWithAllItsDetails() {
        cloud.neverDone(true);
        node.sending(SLOW, RECORDING, named("talk.mp3"));

        // The wait begins, and then its first poll is planned.
        Awaitility.await().until(() -> awaitJob("waiting").get("nextPollSeconds") != null);
        Map<String, Object> job = awaitJob("waiting");

        assertThat(job)
                .containsEntry("provider", "fake")
                .containsEntry("operation", "transcribe")
                .containsEntry("jobId", "job-1")
                .containsEntry("fileName", "talk.mp3")
                .containsEntry("lastStatus", null)
                .containsEntry("progress", null)
                .hasEntrySatisfying("exchangeId", id -> assertThat((String) id).isNotEmpty())
                .hasEntrySatisfying(
                        "ageSeconds", age -> assertThat((Double) age).isBetween(0.0, 60.0))
                .hasEntrySatisfying(
                        "elapsedSeconds", age -> assertThat((Double) age).isBetween(0.0, 60.0))
                .hasEntrySatisfying(
                        "nextPollSeconds", next -> assertThat((Double) next).isBetween(3_000.0, 3_600.0 * 1.3));
        JsonObject all = console();
        assertThat(row(all, "lanes"))
                .containsEntry("maxInFlight", 1000)
                .containsEntry("inFlight", 1)
                .containsEntry("queued", 0);
        assertThat(row(all, "governors"))
                .containsEntry("account", "http://localhost:1/api")
                .containsEntry("provider", "fake")
                .containsEntry("state", "open")
                .containsEntry("submissionsPerSecond", null);
        assertThat(all.toJson()).doesNotContain(SECRET);
        assertThat(text()).contains("job-1").doesNotContain(SECRET);
    }

    /** Camel makes several endpoints of a URI when threads ask for one at the same time. */
    @Test
    void endpointsOfOneUriAreOneLaneAndPollAJobOnce() throws Exception {
        cloud.neverDone(true);
        node.sending(SLOW, RECORDING, named("talk.mp3"));
        FakeComponent component = context.getComponent("fake", FakeComponent.class);
        component.createEndpoint(URISupport.normalizeUri(SLOW)).start();
        Awaitility.await().until(() -> awaitJob("waiting").get("nextPollSeconds") != null);

        component.pollNow("job-1");

        Awaitility.await().until(() -> awaitJob("waiting").get("progress") != null);
        assertThat(cloud.polls()).hasSize(1);
        assertThat((JsonArray) console().get("lanes")).hasSize(1);
    }

    @Test
    void progressAndTroubleOfPollsAreShown() {
        cloud.neverDone(true).onStatusFail(ErrorCategory.PROVIDER_UNAVAILABLE);
        node.sending(
                "fake:transcribe?initialDelay=1&maxPollInterval=3600000&pollMultiplier=100000",
                RECORDING,
                named("a.mp3"));

        Awaitility.await().until(() -> awaitJob("waiting").get("lastTrouble") != null);
        assertThat(awaitJob("waiting")).containsEntry("lastStatus", "unknown");

        cloud.neverDone(true);
        context.getComponent("fake", FakeComponent.class).pollNow("job-1");
        Awaitility.await().until(() -> awaitJob("waiting").get("progress") != null);
        assertThat(awaitJob("waiting"))
                .containsEntry("progress", 42)
                .containsEntry("lastStatus", "pending")
                .containsEntry("lastTrouble", null)
                .hasEntrySatisfying(
                        "askedSecondsAgo", ago -> assertThat((Double) ago).isNotNegative());
    }

    @Test
    void aBlockedCallerAndAnUploadAreShown() {
        CompletableFuture<Submission> upload = cloud.openSubmission();
        String one = "fake:transcribe?maxInFlight=1&initialDelay=1&maxPollInterval=1";
        node.sending(one, RECORDING, named("first.mp3"));
        assertThat(awaitJob("uploading")).containsEntry("fileName", "first.mp3").containsEntry("jobId", null);

        node.sending(one, OTHER_RECORDING, named("second.mp3"));

        assertThat(awaitJob("queued")).containsEntry("fileName", "second.mp3");
        assertThat(inFlight(console()))
                .containsEntry("uploading", 1)
                .containsEntry("queued", 1)
                .containsEntry("all", 2);
        assertThat(row(console(), "governors")).containsEntry("uploading", 1);
        upload.complete(Submission.of("job-9"));
        awaitFinished(2);
    }

    @Test
    void aResultIsBeingDeliveredUntilItsExchangeHasCompleted() {
        CountDownLatch goOn = new CountDownLatch(1);
        routes(route -> route.from("seda:in").routeId("calls").to(QUICK).process(exchange -> goOn.await()));
        send("seda:in", RECORDING, named("talk.mp3"));

        assertThat(awaitJob("delivering")).containsEntry("jobId", "job-1").containsEntry("routeId", "calls");
        assertThat(rows(console(), "finished")).isEmpty();

        goOn.countDown();
        awaitFinished(1);
        // The exchange has completed, and then its call ends.
        Awaitility.await().until(() -> rows(console(), "jobs").isEmpty());
        JsonObject all = console();
        assertThat(row(all, "finished"))
                .containsEntry("outcome", "done")
                .containsEntry("jobId", "job-1")
                .containsEntry("fileName", "talk.mp3")
                .containsEntry("routeId", "calls")
                .containsEntry("category", null)
                .hasEntrySatisfying(
                        "timeToResultSeconds", time -> assertThat((Double) time).isBetween(0.0, 60.0));
        assertThat(row(all, "usual")).containsEntry("operation", "transcribe").containsEntry("jobs", 1);
        assertThat(rows(all, "throughput").stream()
                        .mapToInt(minute -> (int) minute.get("done"))
                        .sum())
                .isEqualTo(1);
    }

    @Test
    void whatFailsAfterTheResultIsUndeliveredAndTheWordsOfTheRouteAreNotShown() {
        routes(route -> route.from("direct:in").to(QUICK).process(exchange -> {
            throw new IllegalStateException("cannot store: what was said in confidence");
        }));

        send("direct:in", RECORDING);

        awaitFinished(1);
        assertThat(row(console(), "finished")).containsEntry("outcome", "undelivered");
        assertThat(row(console(), "finished").get("message").toString()).contains("IllegalStateException");
        assertThat(console().toJson() + text()).doesNotContain("in confidence");
    }

    @Test
    void aFailedJobSaysWhyAndOutsideTextCannotFakeLines() {
        cloud.onStatusFailed("job-1", "no speech\nJobs in flight: all=0");

        send(QUICK, RECORDING, named("a\n\u202Eb.mp3"));

        Map<String, Object> finished = row(console(), "finished");
        assertThat(finished)
                .containsEntry("outcome", "failed")
                .containsEntry("category", "JOB_FAILED")
                .containsEntry("jobId", "job-1");
        assertThat(finished.get("message").toString()).contains("no speech\\nJobs in flight");
        assertThat(finished.get("fileName").toString()).contains("\\u202e").doesNotContain("\n");
        assertThat(rows(console(), "usual")).isEmpty();
    }

    @Test
    void whatIsInvalidBeforeItIsSentHasFailedToo() {
        send(QUICK, null);

        assertThat(row(console(), "finished"))
                .containsEntry("outcome", "failed")
                .containsEntry("category", "INVALID_REQUEST")
                .containsEntry("jobId", null);
    }

    @Test
    void submitEndsWithTheJobAndAwaitCountsFromTheSubmission() {
        send("fake:submit", RECORDING, named("talk.mp3"));
        send(
                "fake:await?initialDelay=1&maxPollInterval=1",
                new TranscriptionJob("fake", "job-1", "talk.mp3", Instant.now().minusSeconds(3_600)));

        assertThat(rows(console(), "finished"))
                .extracting(job -> job.get("outcome"))
                .containsExactly("done", "submitted");
        Map<String, Object> awaited = rows(console(), "finished").get(0);
        assertThat((Double) awaited.get("timeToResultSeconds")).isGreaterThanOrEqualTo(3_600.0);
        assertThat((Double) awaited.get("durationSeconds")).isLessThan(3_600.0);
    }

    @Test
    void theOptionsOfAConsoleCallNarrowWhatItShows() {
        cloud.neverDone(true);
        for (int i = 1; i <= 3; i++) {
            node.sending(SLOW, RECORDING, named("talk " + i));
        }
        Awaitility.await().until(() -> (int) inFlight(console()).get("waiting") == 3);

        JsonObject limited = console(Map.of("limit", "2"));

        assertThat(rows(limited, "jobs")).hasSize(2);
        assertThat(limited).containsEntry("jobsLeftOut", 1);
        assertThat(rows(limited, "jobs"))
                .extracting(job -> (Double) job.get("ageSeconds"))
                .isSortedAccordingTo((one, other) -> Double.compare(other, one));
        assertThat(rows(console(Map.of("provider", "other")), "jobs")).isEmpty();
        assertThat(rows(console(Map.of("provider", "fake")), "jobs")).hasSize(3);
    }

    @Test
    void tenThousandJobsAreCountedAndTheOldestOfThemShown() {
        int jobs = 10_000;
        cloud.neverDone(true);
        AsyncProcessor producer = startedProducer(SLOW + "&maxInFlight=" + jobs);
        for (int i = 0; i < jobs; i++) {
            producer.process(exchange(RECORDING), done -> {});
        }
        Awaitility.await().until(() -> (int) inFlight(console()).get("waiting") == jobs);

        JsonObject all = console();

        assertThat(rows(all, "jobs")).hasSize(1_000);
        assertThat(all).containsEntry("jobsLeftOut", 9_000);
        assertThat(rows(console(Map.of("limit", jobs)), "jobs"))
                .extracting(job -> job.get("jobId"))
                .doesNotHaveDuplicates()
                .hasSize(jobs);
    }

    @Test
    void theRepositoryIsShownWithWhatIsParkedInIt() {
        cloud.onSubmitFail(ErrorCategory.UNCERTAIN_SUBMISSION);
        node.send(QUICK + "&jobRepository=#jobs", "talk 1");

        Awaitility.await().until(() -> records.list(JobRecordState.PARKED, 9).size() == 1);
        Awaitility.await()
                .until(() -> !((List<?>) row(console(), "repositories").get("parked")).isEmpty());
        Map<String, Object> shown = row(console(), "repositories");
        assertThat(shown)
                .containsEntry("kind", "MemoryJobRepository")
                .containsEntry("lastError", null)
                .containsEntry("leaseAgeSeconds", null);
        assertThat(shown.get("records").toString()).contains("parked=1");
        assertThat(shown.get("parked").toString()).contains("talk 1");
        assertThat((Long) shown.get("statements")).isPositive();
    }
}

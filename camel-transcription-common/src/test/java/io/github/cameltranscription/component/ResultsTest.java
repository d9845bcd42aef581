/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.engine.PrototypeExchangeFactory;
import org.apache.camel.spi.ExchangeFactory;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.format.OutputFormat;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobScope;
import io.github.cameltranscription.monitor.MonitorQuery;
import io.github.cameltranscription.monitor.TranscriptionMonitor;
import io.github.cameltranscription.testing.Logged;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

/** The exchanges that {@code results} emits, and the records of their jobs. */
class ResultsTest extends RecordTest {

    private final CountDownLatch routesMayGoOn = new CountDownLatch(1);
    private final AtomicInteger attempts = new AtomicInteger();

    @AfterEach
    void letRoutesGoOn() {
        routesMayGoOn.countDown();
    }

    private boolean isFinished(String key) {
        return recordOf(key) != null && recordOf(key).state() == JobRecordState.FINISHED;
    }

    private void putJobs(int count) {
        for (int i = 1; i <= count; i++) {
            put("talk " + i, submitted("job-" + i));
        }
    }

    @Test
    void everyRecordedJobIsEmittedOnceWithAllItsHeaders() {
        put(KEY, submitted("job-7"));

        Node node = start().results("");

        awaitNoRecord();
        assertThat(node.emitted()).singleElement().satisfies(exchange -> {
            assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry(TranscriptionConstants.JOB_ID, "job-7")
                    .containsEntry(TranscriptionConstants.JOB_KEY, KEY)
                    .containsEntry(TranscriptionConstants.FILE_NAME, "talk.mp3")
                    .containsEntry(TranscriptionConstants.PROVIDER, "fake")
                    .containsEntry(TranscriptionConstants.STATUS, "DONE");
            assertThat(exchange.getAllProperties())
                    .containsEntry(Exchange.BATCH_INDEX, 0)
                    .containsEntry(Exchange.BATCH_SIZE, 1)
                    .containsEntry(Exchange.BATCH_COMPLETE, true);
        });
        assertThat(cloud.submissions()).isEmpty();
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void aJobThatCouldNotBeEmittedKeepsNoPlaceAndIsEmittedLater() {
        put(KEY, submitted("job-7"));
        Node node = start();
        node.context().getCamelContextExtension().setExchangeFactory(new PrototypeExchangeFactory() {
            @Override
            public ExchangeFactory newExchangeFactory(Consumer consumer) {
                return this;
            }

            @Override
            protected void doStart() {}

            @Override
            public Exchange create(Endpoint from, boolean autoRelease) {
                if (attempts.getAndIncrement() == 0) {
                    throw new OutOfMemoryError("a test");
                }
                return DefaultExchange.newFromEndpoint(from);
            }
        });

        node.results("&maxInFlight=1");

        awaitNoRecord();
        assertThat(node.emitted()).hasSize(1);
    }

    @Test
    void aFinishedJobIsEmittedWhileNoMoreCanBeTaken() {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        Node node = startNode().results("");
        Awaitility.await().until(() -> cloud.polls().contains("job-7"));

        node.repository().breakDown("claim SUBMITTED");
        cloud.neverDone(false);

        Awaitility.await().until(() -> !node.emitted().isEmpty());
    }

    @Test
    void theMonitorShowsAJobFromItsClaimUntilItsRouteIsDone() {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        Node node =
                startNode().results("&maxPollInterval=3600000&initialDelay=3600000", exchange -> routesMayGoOn.await());

        Awaitility.await().until(() -> monitorOf(node).contains("state=waiting"));
        assertThat(monitorOf(node))
                .contains(
                        "operation=results", "jobId=job-7", "fileName=talk.mp3", "elapsedSeconds=", "leaseAgeSeconds=")
                .doesNotContain("exchangeId=");

        cloud.neverDone(false);
        node.context().getComponent("fake", FakeComponent.class).pollNow("job-7");
        Awaitility.await().until(() -> monitorOf(node).contains("state=delivering"));
        assertThat(monitorOf(node)).contains("done=0");

        routesMayGoOn.countDown();
        Awaitility.await().until(() -> monitorOf(node).contains("outcome=done"));
        assertThat(monitorOf(node)).contains("all=0").contains("p50Seconds=");
    }

    private static String monitorOf(Node node) {
        return TranscriptionMonitor.of(node.context()).toText(MonitorQuery.DEFAULT);
    }

    @Test
    void theMonitorShowsWhatFailed() {
        cloud.onStatusFailed("job-7", "no speech");
        put(KEY, submitted("job-7"));
        Node node = start().results("");

        Awaitility.await().until(() -> monitorOf(node).contains("outcome=failed"));

        assertThat(monitorOf(node)).contains("jobId=job-7", "category=JOB_FAILED", "no speech");
    }

    @ParameterizedTest
    @CsvSource({"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01, true", "no trace; X-Other: 1, false"})
    void theTraceOfASubmissionIsContinued(String context, boolean isOne) {
        Node node = start().results("");

        node.send(SUBMIT, ComponentTest.RECORDING, Map.of(TranscriptionConstants.JOB_KEY, KEY, "traceparent", context));

        awaitNoRecord();
        assertThat(node.emitted().get(0).getMessage().getHeader("traceparent")).isEqualTo(isOne ? context : null);
    }

    @Test
    void aFileNameThatIsNotKnownIsNoHeader() {
        put(KEY, key -> submittedDraft(key, "job-7").fileName(null).make());

        Node node = start().results("");

        awaitNoRecord();
        assertThat(node.emitted().get(0).getMessage().getHeaders()).doesNotContainKey(TranscriptionConstants.FILE_NAME);
    }

    @Test
    void noMoreThanMaxMessagesPerPollAreEmittedInOneGo() {
        putJobs(5);

        Node node = start().results("&maxMessagesPerPoll=2");

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactlyInAnyOrder("job-1", "job-2", "job-3", "job-4", "job-5");
        assertThat(node.emitted())
                .allSatisfy(exchange -> assertThat(exchange.getProperty(Exchange.BATCH_SIZE, Integer.class))
                        .isLessThanOrEqualTo(2));
    }

    @Test
    void theConsumerHasTheDelayAndTheBatchSizeOfItsOptions() {
        Node node = start().results("&delay=50&maxMessagesPerPoll=3");

        assertThat((ResultsConsumer) node.context().getRoutes().get(0).getConsumer())
                .returns(50L, ResultsConsumer::getDelay)
                .returns(3, ResultsConsumer::getMaxMessagesPerPoll);
    }

    @Test
    void jobsOfTranscribeOfOtherProvidersAndIntentsAreNotTaken() {
        put(
                "of transcribe",
                key -> submittedDraft(key, "job-1").forResults(false).make());
        for (JobScope scope : List.of(
                new JobScope("other", "transcribe", SCOPE.baseUrl()),
                new JobScope("fake", "transcribe", "http://elsewhere"))) {
            records.insert(new JobRecord.Draft(scope, KEY, 1)
                    .state(JobRecordState.SUBMITTED)
                    .forResults(true)
                    .jobId("job-2")
                    .recordedAt(Instant.now())
                    .make());
        }
        put("an intent", intent(true));
        int before = unfinished().size();
        put(KEY, submitted("job-7"));

        Node node = start().results("");

        Awaitility.await().until(() -> isFinished(KEY));
        assertThat(node.emittedJobs()).containsExactly("job-7");
        assertThat(unfinished()).hasSize(before);
    }

    @Test
    void aRecordIsFinishedOnlyWhenItsExchangeHasCompleted() {
        put(KEY, submitted("job-7"));

        Node node = start().results("", exchange -> routesMayGoOn.await());

        Awaitility.await().until(() -> !node.emitted().isEmpty());
        assertRecorded(KEY, JobRecordState.DELIVERING, "job-7");
        assertThat(cloud.releases()).isEmpty();
        routesMayGoOn.countDown();
        awaitNoRecord();
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void aJobWhoseExchangeFailedBacksOffAndIsEmittedAgainAndReleasedOnce() {
        put(KEY, submitted("job-7"));

        Node node = start().results("", exchange -> failTwice());

        Awaitility.await()
                .until(() -> node.emitted().size() == 1 && recordOf(KEY).attempts() == 1);
        Instant again = recordOf(KEY).nextAttemptAt();
        assertThat(recordOf(KEY).lastError()).isEqualTo("the database is down");
        Awaitility.await().until(() -> node.emitted().size() == 2);
        assertThat(node.emitted().get(1).getClock().getCreated()).isGreaterThanOrEqualTo(again.toEpochMilli());
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7", "job-7", "job-7");
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void aJobWhoseExchangeIsRolledBackWithoutAnExceptionIsEmittedAgain() {
        put(KEY, submitted("job-7"));

        Node node = start().results("", exchange -> exchange.setRollbackOnly(attempts.incrementAndGet() == 1));

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7", "job-7");
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    private void failTwice() {
        if (attempts.incrementAndGet() < 3) {
            throw new IllegalStateException("the database is down");
        }
    }

    /** Camel does not handle an Error of a route: it comes through to the consumer, and would end its scheduler. */
    @Test
    void aJobWhoseRouteEndsWithAnErrorIsEmittedAgainAndDoesNotBlockAnother() {
        putJobs(2);

        Node node = start().results("", exchange -> {
            if ("job-1".equals(Node.jobId(exchange)) && attempts.incrementAndGet() == 1) {
                throw new StackOverflowError("of the route");
            }
        });

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactlyInAnyOrder("job-1", "job-1", "job-2");
        assertThat(cloud.releases()).containsExactlyInAnyOrder("job-1", "job-2");
        assertThat(node.context().getInflightRepository().size()).isZero();
    }

    @Test
    void aJobThatFailsAgainAndAgainDoesNotBlockAnother() {
        put("poisoned", submitted("job-1"));
        Node node = start().results("&maxInFlight=1", exchange -> {
            if ("job-1".equals(Node.jobId(exchange))) {
                throw new IllegalStateException("this one never works");
            }
        });
        Awaitility.await().until(() -> node.emittedJobs().contains("job-1"));

        put("sound", submitted("job-2"));

        Awaitility.await().until(() -> isFinished("sound"));
        assertThat(node.emittedJobs()).contains("job-1", "job-2");
    }

    @Test
    void aJobThatTheProviderFailedGoesToTheExceptionHandlerAndItsRecordGoes() {
        put(KEY, submitted("job-7"));
        cloud.onStatusFailed("job-7", "crash");

        try (Logged logged = Logged.by(ResultsConsumer.class)) {
            Node node = start().results("");

            awaitNoRecord();
            Awaitility.await().untilAsserted(() -> assertThat(logged.warnings())
                    .anySatisfy(warning -> assertThat(warning).contains("A job has failed", "job-7", "crash")));
            assertThat(node.emitted()).isEmpty();
        }
    }

    @Test
    void withABridgeAJobThatTheProviderFailedGoesToTheRoutesErrorHandler() {
        put(KEY, submitted("job-7"));
        cloud.onStatusFailed("job-7", "crash");
        CompletableFuture<Exchange> handled = new CompletableFuture<>();
        start().routes(route -> {
            route.onException(Exception.class).handled(true).process(exchange -> handled.complete(exchange.copy()));
            route.from("fake:results?jobRepository=#jobs&delay=20&bridgeErrorHandler=true")
                    .to("mock:never");
        });

        Exchange exchange = handled.join();
        assertThat(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class))
                .hasMessageContaining("crash");
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.JOB_ID, "job-7")
                .containsEntry(TranscriptionConstants.JOB_KEY, KEY)
                .containsEntry(TranscriptionConstants.FILE_NAME, "talk.mp3")
                .containsEntry(TranscriptionConstants.PROVIDER, "fake")
                .containsEntry(TranscriptionConstants.ERROR_CATEGORY, "JOB_FAILED");
        awaitNoRecord();
    }

    @Test
    void aJobThatTimedOutStaysAndIsWaitedForAgain() {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));

        Node node = start().results("&jobTimeout=20");

        Awaitility.await().until(() -> recordOf(KEY).attempts() > 0);
        assertRecorded(KEY, JobRecordState.SUBMITTED, "job-7");
        assertThat(node.emitted()).isEmpty();
        cloud.neverDone(false);
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }

    /** The same answer would be too large again. */
    @Test
    void aJobWhoseAnswerIsTooLargeIsParkedAtOnceAndEmittedAfterARetry() {
        put(KEY, submitted("job-7"));
        cloud.onStatusFail(ErrorCategory.ANSWER_TOO_LARGE);

        Node node = start().results("");

        awaitRecorded(KEY, JobRecordState.PARKED, "job-7");
        assertThat(recordOf(KEY).lastError()).contains("trouble");
        assertThat(cloud.polls()).hasSize(1);
        node.send("fake:parked?jobRepository=#jobs&action=retry", KEY);
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }

    @Test
    void aTranscriptThatCannotBeRenderedStaysAndDoesNotBlockAnother() {
        putJobs(1);
        Node node = start();
        FakeEndpoint endpoint =
                node.context().getEndpoint("fake:results?jobRepository=#jobs&delay=20", FakeEndpoint.class);
        endpoint.getConfiguration().setOutputFormat(null);

        node.results("");
        Awaitility.await().until(() -> recordOf("talk 1").attempts() > 1);
        endpoint.getConfiguration().setOutputFormat(OutputFormat.TEXT);
        put("talk 2", submitted("job-2"));

        Awaitility.await().until(() -> isFinished("talk 2"));
        assertRecorded("talk 1", JobRecordState.SUBMITTED, "job-1");
        assertThat(node.emittedJobs()).containsExactly("job-2");
    }

    @Test
    void aReleaseThatTakesLongIsMadeOnce() {
        CompletableFuture<Void> released = new CompletableFuture<>();
        cloud.releasing(jobId -> released);
        put(KEY, submitted("job-7"));
        Node node = start().results("");
        Awaitility.await().until(() -> !cloud.releases().isEmpty());

        put("later", submitted("job-8"));
        Awaitility.await().until(() -> node.emittedJobs().contains("job-8"));
        released.complete(null);

        awaitNoRecord();
        assertThat(cloud.releases()).containsExactlyInAnyOrder("job-7", "job-8");
    }

    @Test
    void noMoreJobsAreTakenThanMaxInFlight() {
        putJobs(5);
        Node node = start().results("&maxInFlight=2", exchange -> routesMayGoOn.await());

        Awaitility.await().until(() -> !node.emitted().isEmpty());

        assertThat(taken()).isEqualTo(2);
        routesMayGoOn.countDown();
        awaitNoRecord();
        assertThat(node.emittedJobs()).hasSize(5).doesNotHaveDuplicates();
    }

    private long taken() {
        return unfinished().stream().filter(record -> record.owner() != null).count();
    }

    @Test
    void aJobThatIsNotDoneLeavesRoomForJobsThatAre() {
        cloud.openStatus();
        put("slow", submitted("job-1"));
        Node node = start().results("&maxInFlight=2");
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        for (int i = 2; i <= 4; i++) {
            put("talk " + i, submitted("job-" + i));
        }

        Awaitility.await().until(() -> node.emitted().size() == 3);
        assertThat(node.emittedJobs()).containsExactlyInAnyOrder("job-2", "job-3", "job-4");
        assertThat(cloud.polls().stream().filter("job-1"::equals)).hasSize(1);
    }

    @Test
    void aRepositoryThatFailsForAWhileLosesNoJob() {
        Node node = start().results("");
        node.repository().breakDown("claim");
        put(KEY, submitted("job-7"));
        try (Logged logged = Logged.by(ResultsConsumer.class)) {
            Awaitility.await().until(() -> !logged.warnings().isEmpty());
        }

        node.repository().mend();

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }
}

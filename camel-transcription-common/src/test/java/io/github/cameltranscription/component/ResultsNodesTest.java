/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.job.JobRecord;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.JobWaiter;
import io.github.cameltranscription.job.TranscriptionJob;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code results} does across processes: those beside it, the one before, and the one after. */
class ResultsNodesTest extends RecordTest {

    private static final String SHORT = "&jobLease=200";

    @Test
    void twoNodesShareTheWorkAndNoJobIsEmittedTwice() {
        List<String> jobs =
                IntStream.rangeClosed(1, 40).mapToObj(i -> "job-" + i).toList();
        jobs.forEach(job -> put("talk of " + job, submitted(job)));

        Node first = startNode().results("&maxInFlight=2");
        Node second = startNode().results("&maxInFlight=2");

        awaitNoRecord();
        List<String> emitted = new ArrayList<>(first.emittedJobs());
        emitted.addAll(second.emittedJobs());
        assertThat(emitted).containsExactlyInAnyOrderElementsOf(jobs);
        assertThat(first.emitted()).isNotEmpty();
        assertThat(second.emitted()).isNotEmpty();
        assertThat(cloud.releases()).containsExactlyInAnyOrderElementsOf(jobs);
    }

    @Test
    void aJobThatTakesLongerThanItsLeaseIsNotTakenByAnotherNode() {
        CompletableFuture<JobStatus> status = new CompletableFuture<>();
        cloud.onStatus(() -> status);
        put(KEY, submitted("job-7"));
        Node first = startNode().results(SHORT);
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        Node second = startNode().results(SHORT);

        Instant taken = recordOf(KEY).leaseUntil();
        Awaitility.await().until(() -> recordOf(KEY).leaseUntil().isAfter(taken.plusMillis(600)));
        status.complete(JobStatus.done("fake", "job-7", null));

        awaitNoRecord();
        assertThat(cloud.polls()).containsExactly("job-7");
        assertThat(first.emittedJobs()).containsExactly("job-7");
        assertThat(second.emitted()).isEmpty();
    }

    @Test
    void theJobsOfADeadNodeAreTakenOverAfterItsLeaseAndTheirRecordsGo() {
        cloud.onStatus(CompletableFuture::new);
        put(KEY, submitted("job-7"));
        Node first = startNode().results(SHORT);
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        first.repository().cut();

        Node second = startNode().results(SHORT);

        awaitNoRecord();
        assertThat(second.emittedJobs()).containsExactly("job-7");
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void aProcessWithARepositoryOfItsOwnTakesAllThatAnEarlierOneLeftAtOnce() {
        put(
                "waited for",
                intent(JobWaiter.SUBMIT).submitted("job-1", Instant.now()).committed(Instant.now()));
        put("free", submitted("job-2"));

        Node node = start().results("");

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactlyInAnyOrder("job-1", "job-2");
    }

    @Test
    void aJobWhoseSourceMayStillBringItIsDeliveredAndItsRecordStaysUntilItHas() {
        put(KEY, intent(JobWaiter.SUBMIT).submitted("job-7", Instant.now()));

        Node node = start().results("");

        Awaitility.await().untilAsserted(() -> assertRecorded(KEY, JobRecordState.DELIVERED, "job-7"));
        assertThat(node.emittedJobs()).containsExactly("job-7");
        Awaitility.await().untilAsserted(() -> assertThat(recordOf(KEY).owner()).isEqualTo("source"));
        Exchange again = node.send(SUBMIT, KEY);
        assertThat(again.getMessage().getBody(TranscriptionJob.class).jobId()).isEqualTo("job-7");
        awaitNoRecord();
        assertThat(cloud.submissions()).isEmpty();
        assertThat(cloud.releases()).containsExactly("job-7");
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }

    @Test
    void aSourceThatBringsARecordingWhileItsJobIsWaitedForIsAnsweredAndTheRecordGoesInTheEnd() {
        CompletableFuture<JobStatus> status = new CompletableFuture<>();
        cloud.onStatus(() -> status);
        put(KEY, intent(JobWaiter.SUBMIT).submitted("job-7", Instant.now()));
        Node node = start().results("");
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        Exchange again = node.send(SUBMIT, KEY);

        assertThat(again.getMessage().getBody(TranscriptionJob.class).jobId()).isEqualTo("job-7");
        assertThat(recordOf(KEY).isLeased(Instant.now()))
                .as("results is still waiting")
                .isTrue();
        status.complete(JobStatus.done("fake", "job-7", null));
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void aJobIsNotTakenWhileTheExchangeThatSubmittedItIsUnderWay() {
        CompletableFuture<Void> routeMayGoOn = new CompletableFuture<>();
        Node node = start().results("").routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(SUBMIT).process(exchange -> routeMayGoOn.join());
            }
        });
        CompletableFuture<Exchange> submit = node.sending("direct:in", KEY);
        Awaitility.await().until(() -> recordOf(KEY) != null && recordOf(KEY).jobId() != null);

        put("later", submitted("job-8"));
        Awaitility.await().until(() -> recordOf("later") == null);
        assertThat(node.emittedJobs()).containsExactly("job-8");

        routeMayGoOn.complete(null);
        submit.join();
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-8", "job-1");
    }

    @Test
    void whatWasDeliveredByAnEarlierProcessIsReleasedAndFinishedAtTheStart() {
        JobRecord delivered = intent(JobWaiter.SUBMIT)
                .submitted("job-7", Instant.now())
                .committed(Instant.now())
                .delivered(Instant.now());
        put(KEY, delivered);

        Node node = start().results("");

        awaitNoRecord();
        assertThat(node.emitted()).isEmpty();
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void whatADeadNodeHasDeliveredIsReleasedAndFinishedAfterItsLease() {
        Node node = startNode().results("");
        put(
                KEY,
                submitted("job-7")
                        .committed(Instant.now())
                        .delivered(Instant.now())
                        .leased("dead", Instant.now().plusMillis(100)));

        awaitNoRecord();
        assertThat(node.emitted()).isEmpty();
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void aStopWhileJobsAreWaitedForLeavesThemFreeForOtherNodes() {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        put(
                "source open",
                intent(JobWaiter.SUBMIT).submitted("job-8", Instant.now()).leased("dead", Instant.now()));
        Node first = startNode().results("");
        Awaitility.await().until(() -> cloud.polls().containsAll(List.of("job-7", "job-8")));

        first.close();

        assertFree(KEY);
        assertFree("source open");
        assertThat(recordOf(KEY).isSourceOpen()).isFalse();
        assertThat(recordOf("source open").isSourceOpen()).isTrue();
    }

    @Test
    void aRouteThatIsStoppedAndStartedAgainGoesOnAtOnce() throws Exception {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        Node node = start().results("&jobLease=600000");
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        String route = node.context().getRoutes().get(0).getRouteId();
        node.context().getRouteController().stopRoute(route);
        assertFree(KEY);
        cloud.neverDone(false);

        node.context().getRouteController().startRoute(route);

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }
}

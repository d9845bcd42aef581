/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.TranscriptionJob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** {@code results} with several processes: other nodes, the process before and the process after. */
class ResultsNodesTest extends RecordTest {

    private static final String SHORT = "&jobLease=200";

    @Test
    void twoNodesShareTheWorkAndNoJobIsEmittedTwice() {
        List<String> jobs =
                IntStream.rangeClosed(1, 40).mapToObj(i -> "job-" + i).toList();
        jobs.forEach(job -> put("talk of " + job, submitted(job)));

        CompletableFuture<Void> bothHaveBegun = new CompletableFuture<>();
        cloud.answering(jobId -> bothHaveBegun.thenApply(begun -> FakeCloud.done(jobId)));

        Node first = startNode().results("&maxInFlight=2");
        Node second = startNode().results("&maxInFlight=2");
        Awaitility.await().until(() -> cloud.polls().size() == 4);
        bothHaveBegun.complete(null);

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
        stopTime();
        CompletableFuture<JobStatus> status = cloud.openStatus();
        put(KEY, submitted("job-7"));
        Node first = startNode().results(SHORT);
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        Node second = startNode().results(SHORT);

        assertStaysOwned(first, KEY);
        status.complete(FakeCloud.done("job-7"));

        awaitNoRecord();
        assertThat(cloud.polls()).containsExactly("job-7");
        assertThat(first.emittedJobs()).containsExactly("job-7");
        assertThat(second.emitted()).isEmpty();
    }

    @Test
    void theJobsOfADeadNodeAreTakenOverAfterItsLeaseAndTheirRecordsGo() {
        cloud.openStatus();
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
    void aProcessWithItsOwnRepositoryTakesTheJobsOfAnEarlierProcessAtOnce() {
        put("waited for", submitted("job-1", PROCESS_BEFORE));
        put("free", submitted("job-2"));

        Node node = start().results("");

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactlyInAnyOrder("job-1", "job-2");
    }

    @Test
    void aJobWhoseSourceMayStillBringItIsDeliveredAndItsRecordStaysUntilItHas() {
        put(KEY, submitted("job-7", PROCESS_BEFORE));

        Node node = start().results("");

        awaitRecorded(KEY, JobRecordState.FINISHED, "job-7");
        assertThat(node.emittedJobs()).containsExactly("job-7");
        assertThat(recordOf(KEY).keepUntil()).isAfter(Instant.now().plus(Duration.ofHours(23)));
        Exchange again = node.send(SUBMIT, KEY);
        assertThat(again.getMessage().getBody(TranscriptionJob.class).jobId()).isEqualTo("job-7");
        awaitNoRecord();
        assertThat(cloud.submissions()).isEmpty();
        assertThat(cloud.releases()).containsExactly("job-7");
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }

    @Test
    void aSourceThatBringsARecordingDuringTheWaitIsAnsweredWithTheJob() {
        CompletableFuture<JobStatus> status = cloud.openStatus();
        put(KEY, submitted("job-7", PROCESS_BEFORE));
        Node node = start().results("");
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        Exchange again = node.send(SUBMIT, KEY);

        assertThat(again.getMessage().getBody(TranscriptionJob.class).jobId()).isEqualTo("job-7");
        assertThat(recordOf(KEY).owner()).as("results is still waiting").isNotNull();
        status.complete(FakeCloud.done("job-7"));
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void aJobIsNotTakenBeforeTheExchangeThatSubmittedItHasCompleted() {
        CompletableFuture<Void> routeMayGoOn = new CompletableFuture<>();
        Node node = start().results("")
                .routes(route -> route.from("direct:in").to(SUBMIT).process(exchange -> routeMayGoOn.join()));
        CompletableFuture<Exchange> submit = node.sending("direct:in", KEY);
        Awaitility.await().until(() -> recordOf(KEY) != null && recordOf(KEY).jobId() != null);

        put("later", submitted("job-8"));
        Awaitility.await().until(() -> recordOf("later").state() == JobRecordState.FINISHED);
        assertThat(node.emittedJobs()).containsExactly("job-8");

        routeMayGoOn.complete(null);
        submit.join();
        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-8", "job-1");
    }

    /** An unshared repository frees the job at the start, a shared one after the lease of the dead node. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aJobThatADeadNodeHasDeliveredIsReleasedAndFinished(boolean shared) {
        put(KEY, key -> submittedDraft(key, "job-7")
                .state(JobRecordState.DELIVERED)
                .sourceCommitted(true)
                .deliveredAt(Instant.now())
                .owner(PROCESS_BEFORE)
                .make());

        Node node = shared ? startNode().results(SHORT) : start().results("");

        awaitNoRecord();
        assertThat(node.emitted()).isEmpty();
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void aStopWhileJobsAreWaitedForLeavesThemFreeForOtherNodes() {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        put("source open", key -> submittedDraft(key, "job-8").make());
        Node first = startNode().results("");
        Awaitility.await().until(() -> cloud.polls().containsAll(List.of("job-7", "job-8")));

        first.close();

        assertFree(KEY);
        assertFree("source open");
        assertThat(recordOf(KEY).sourceCommitted()).isTrue();
        assertThat(recordOf("source open").sourceCommitted()).isFalse();
    }

    /** Camel starts an endpoint only with the first start of its route, even if that fails. */
    @Test
    void aRouteThatARouteControllerStartsAgainOnceTheRepositoryIsBackEmitsItsJobs() throws Exception {
        put(KEY, submitted("job-7"));
        NodesRepository repository = NodesRepository.own(records);
        CountDownLatch starts = new CountDownLatch(2);
        repository.before("heartbeat", starts::countDown);
        repository.cut();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("jobs", repository);
            context.addComponent("fake", new FakeComponent(cloud));
            context.getRouteController().supervising().setBackOffDelay(20);
            RouteBuilder.addRoutes(context, route -> route.from("fake:results?jobRepository=#jobs&delay=20")
                    .process(exchange -> {}));
            context.start();
            assertThat(starts.await(30, TimeUnit.SECONDS)).isTrue();

            repository.mend();

            awaitNoRecord();
        }
        assertThat(cloud.releases()).containsExactly("job-7");
    }

    @Test
    void aSuspendedRouteGivesItsJobsUpToOtherNodes() throws Exception {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        Node first = startNode().results("");
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        String route = first.context().getRoutes().get(0).getRouteId();

        first.context().getRouteController().suspendRoute(route);

        cloud.neverDone(false);
        Node second = startNode().results("");
        awaitNoRecord();
        assertThat(second.emittedJobs()).containsExactly("job-7");

        put("later", submitted("job-8"));
        second.close();
        first.context().getRouteController().resumeRoute(route);
        awaitNoRecord();
        assertThat(first.emittedJobs()).isSubsetOf("job-8");
    }

    @Test
    void aRouteThatIsSuspendedDuringAClaimLeavesItsJobsToOtherNodes() throws Exception {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        long revision = recordOf(KEY).revision();
        CountDownLatch claiming = new CountDownLatch(1);
        CountDownLatch suspended = new CountDownLatch(1);
        Node first = startNode();
        first.repository().before("claim SUBMITTED", () -> {
            claiming.countDown();
            assertThatCode(suspended::await).doesNotThrowAnyException();
        });
        first.results("");
        claiming.await();

        // As Camel's throttling route policies do, without waiting for the poll.
        ServiceHelper.suspendService(first.context().getRoutes().get(0).getConsumer());
        suspended.countDown();

        Awaitility.await().until(() -> recordOf(KEY).revision() > revision);
        awaitFree(KEY);
        cloud.neverDone(false);
        Node second = startNode().results("");
        awaitNoRecord();
        assertThat(second.emittedJobs()).containsExactly("job-7");
        assertThat(first.emitted()).isEmpty();
    }

    @Test
    void aRouteThatIsStoppedAndStartedAgainContinuesAtOnce() throws Exception {
        cloud.neverDone(true);
        put(KEY, submitted("job-7"));
        Node node = start().results("&jobLease=600000");
        Awaitility.await().until(() -> !cloud.polls().isEmpty());
        String route = node.context().getRoutes().get(0).getRouteId();
        node.context().getRouteController().stopRoute(route);
        awaitFree(KEY);
        cloud.neverDone(false);

        node.context().getRouteController().startRoute(route);

        awaitNoRecord();
        assertThat(node.emittedJobs()).containsExactly("job-7");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.engine.DefaultShutdownStrategy;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.JobInterruptedException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.testing.Logged;

import static org.assertj.core.api.Assertions.assertThat;

class ShutdownTest extends ComponentTest {

    private CompletableFuture<Exchange> sending(String uri) {
        routes(route -> route.from("direct:in").to(uri));
        return node.sending("direct:in", RECORDING, Map.of());
    }

    @Test
    void aJobInFlightEndsWithItsIdWhenTheContextStops() {
        cloud.neverDone(true);
        CompletableFuture<Exchange> exchange = sending("fake:transcribe");
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        context.stop();

        assertThat(exchange).succeedsWithin(30, TimeUnit.SECONDS);
        assertFailed(exchange.join(), ErrorCategory.JOB_INTERRUPTED, "job-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void anUploadInFlightEndsAsUncertainWhenTheContextStops(String operation) {
        cloud.openSubmission();
        CompletableFuture<Exchange> exchange = sending("fake:" + operation);
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());

        context.stop();

        assertThat(exchange).succeedsWithin(30, TimeUnit.SECONDS);
        assertFailed(exchange.join(), ErrorCategory.UNCERTAIN_SUBMISSION, null);
    }

    @Test
    void callersBlockedByMaxInFlightEndAndNothingIsSentForThem() {
        cloud.neverDone(true);
        String uri = "fake:transcribe?maxInFlight=1";
        AsyncProcessor producer = startedProducer(uri);
        producer.process(exchange(RECORDING), doneSync -> {});
        List<Exchange> blocked =
                IntStream.range(0, 3).mapToObj(i -> exchange(OTHER_RECORDING)).toList();
        List<Thread> callers = blocked.stream()
                .map(exchange -> new Thread(() -> producer.process(exchange, doneSync -> {})))
                .toList();
        callers.forEach(Thread::start);
        Awaitility.await().until(() -> callers.stream().allMatch(caller -> caller.getState() == Thread.State.WAITING));

        context.stop();

        Awaitility.await().until(() -> callers.stream().noneMatch(Thread::isAlive));
        assertThat(blocked).allSatisfy(exchange -> assertFailed(exchange, ErrorCategory.JOB_INTERRUPTED, null));
        assertThat(cloud.submissions()).hasSize(1);
    }

    /** Each place that becomes free during the stop would otherwise begin an upload, only to leave it uncertain. */
    @Test
    void exchangesQueuedByMaxInFlightEndAndNothingIsSentForThem() {
        String uri = "fake:submit?maxInFlight=1";
        routes(route -> route.from("direct:in")
                .to("fake:await")
                .setBody(route.constant(RECORDING))
                .to(uri));
        cloud.openSubmission();
        cloud.neverDone(true);
        List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 20)
                .mapToObj(i -> node.sending("direct:in", null, Map.of(TranscriptionConstants.JOB_ID, "job-" + i)))
                .toList();
        Awaitility.await().until(() -> endpoint("fake:await").getJobsInFlight() == 20);
        cloud.neverDone(false);
        Awaitility.await().until(() -> endpoint(uri).getExchangesQueued() == 19);

        context.stop();

        Awaitility.await().until(() -> exchanges.stream().allMatch(CompletableFuture::isDone));
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(exchanges)
                .extracting(exchange -> failureOf(exchange.join()).getCategory())
                .containsOnlyOnce(ErrorCategory.UNCERTAIN_SUBMISSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void aBlockedCallerWhoseRouteIsStoppedSendsNothingWhenItsTurnComes(String operation) throws Exception {
        CompletableFuture<Submission> first = cloud.openSubmission();
        String uri = "fake:" + operation + "?maxInFlight=1";
        routes(route -> {
            route.from("direct:running").to(uri);
            route.from("direct:stopped").routeId("stopped").to(uri);
        });
        node.sending("direct:running", RECORDING, Map.of());
        Awaitility.await().until(() -> !cloud.submissions().isEmpty());
        CompletableFuture<Exchange> blocked = new CompletableFuture<>();
        Thread caller = new Thread(() -> blocked.complete(send("direct:stopped", OTHER_RECORDING)));
        caller.start();
        Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);

        context.getRouteController().stopRoute("stopped", 10, TimeUnit.MILLISECONDS);
        first.complete(Submission.of("job-1"));

        assertThat(blocked).succeedsWithin(30, TimeUnit.SECONDS);
        assertFailed(blocked.join(), ErrorCategory.JOB_INTERRUPTED, null);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void anExchangeAfterTheStopIsRefusedAndNothingIsSent() {
        AsyncProcessor producer = startedProducer("fake:transcribe");
        context.stop();
        Exchange exchange = exchange(RECORDING);

        producer.process(exchange, doneSync -> {});

        assertFailed(exchange, ErrorCategory.JOB_INTERRUPTED, null);
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void noThreadOutlivesTheContext() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        send("fake:transcribe?jobRepository=#jobs", RECORDING);

        context.stop();

        assertNoThreadOutlivesTheContext(before);
    }

    @Test
    void noThreadWaitsForTheEndOfARetryAfter() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        cloud.onSubmit(() -> CompletableFuture.failedFuture(
                ErrorCategory.RATE_LIMITED.toException(ErrorDetails.of("fake", "submit", "busy")
                        .withVerdict(Verdict.REJECTED)
                        .withRetryAfter(Duration.ofMinutes(5)))));
        node.sending("fake:transcribe", RECORDING, Map.of());
        Awaitility.await().until(() -> endpoint("fake:transcribe").getClosedForSeconds() > 0);

        context.stop();

        assertNoThreadOutlivesTheContext(before);
    }

    private static void assertNoThreadOutlivesTheContext(Set<Thread> before) {
        Awaitility.await().untilAsserted(() -> assertThat(
                        Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name ->
                        name.contains("fake-") || name.contains("transcription-") || name.contains("httpclient")));
    }

    @Test
    void aContextThatIsStartedAgainTranscribesAgain() {
        routes(route -> route.from("direct:in").to("fake:transcribe"));
        send("direct:in", RECORDING);

        context.suspend();
        context.resume();
        Node.succeeded(send("direct:in", RECORDING));

        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void aRouteThatWasStoppedByForceTranscribesAgain() throws Exception {
        cloud.neverDone(true);
        CountDownLatch stopped = new CountDownLatch(1);
        routes(route -> {
            route.onException(JobInterruptedException.class).process(exchange -> stopped.await());
            route.from("direct:in").routeId("forced").to("fake:transcribe");
        });
        CompletableFuture<Exchange> interrupted = node.sending("direct:in", RECORDING, Map.of());
        Awaitility.await().until(() -> !cloud.polls().isEmpty());

        try (Logged logged = Logged.by(DefaultShutdownStrategy.class)) {
            context.getRouteController().stopRoute("forced", 10, TimeUnit.MILLISECONDS);
            stopped.countDown();
            assertThat(logged.warnings()).noneMatch(warning -> warning.startsWith("Error"));
        }
        assertThat(interrupted).succeedsWithin(30, TimeUnit.SECONDS);
        cloud.neverDone(false);
        context.getRouteController().startRoute("forced");

        Node.succeeded(send("direct:in", RECORDING));
    }

    /** A cache of the size -1 stops a producer after each exchange. */
    @ParameterizedTest
    @ValueSource(ints = {1, -1})
    void anEndpointThatCamelEvictsFromAProducerCacheFinishesItsJobs(int cacheSize) {
        List<CompletableFuture<Exchange>> jobs = jobsOfManyEndpoints(cacheSize);

        cloud.neverDone(false);

        assertThat(jobs).allSatisfy(job -> {
            assertThat(job).succeedsWithin(30, TimeUnit.SECONDS);
            Node.succeeded(job.join());
        });
    }

    @Test
    void jobsOfEvictedEndpointsEndWhenTheContextStops() {
        List<CompletableFuture<Exchange>> jobs = jobsOfManyEndpoints(1);

        context.stop();

        assertThat(jobs).allSatisfy(job -> {
            assertThat(job).succeedsWithin(30, TimeUnit.SECONDS);
            assertThat(failureOf(job.join()).getCategory()).isEqualTo(ErrorCategory.JOB_INTERRUPTED);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void jobsOfEndpointsThatATemplateEvictsEndWithTheirResultsOrWithTheContext(boolean stopped) {
        cloud.neverDone(true);
        ProducerTemplate template = context.createProducerTemplate(1);
        List<CompletableFuture<Exchange>> jobs = IntStream.range(0, 5)
                .mapToObj(topic ->
                        template.asyncSend("fake:transcribe?param.topic=" + topic, exchange -> exchange.getMessage()
                                .setBody(RECORDING)))
                .toList();
        Awaitility.await().until(() -> Set.copyOf(cloud.polls()).size() == jobs.size());

        if (stopped) {
            context.stop();
        } else {
            cloud.neverDone(false);
        }

        assertThat(jobs).allSatisfy(job -> {
            assertThat(job).succeedsWithin(30, TimeUnit.SECONDS);
            assertThat(job.join().getException() instanceof JobInterruptedException)
                    .isEqualTo(stopped);
        });
    }

    private List<CompletableFuture<Exchange>> jobsOfManyEndpoints(int cacheSize) {
        cloud.neverDone(true);
        routes(route -> route.from("direct:in").toD("fake:transcribe?param.topic=${header.topic}", cacheSize));
        List<CompletableFuture<Exchange>> jobs = IntStream.range(0, 20)
                .mapToObj(topic -> node.sending("direct:in", RECORDING, Map.of("topic", topic)))
                .toList();
        Awaitility.await().until(() -> Set.copyOf(cloud.polls()).size() == jobs.size());
        assertThat(jobs).noneMatch(CompletableFuture::isDone);
        return jobs;
    }
}

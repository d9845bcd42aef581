/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.engine.Submission;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.JobInterruptedException;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class ProducerContractTest extends ComponentTest {

    private static final class CountingCallback implements AsyncCallback {

        private final AtomicInteger calls = new AtomicInteger();
        private final CompletableFuture<Boolean> doneSync = new CompletableFuture<>();

        @Override
        public void done(boolean sync) {
            calls.incrementAndGet();
            doneSync.complete(sync);
        }
    }

    @Test
    void aSuccessCallsTheCallbackOnceAndNotOnTheCallersThread() {
        CountingCallback callback = new CountingCallback();
        AsyncProcessor producer = startedProducer("fake:transcribe");
        Exchange exchange = exchange(RECORDING);

        assertThat(producer.process(exchange, callback)).isFalse();

        assertThat(callback.doneSync).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(false);
        assertThat(exchange.getMessage().getBody()).isInstanceOf(Transcript.class);
        context.stop();
        assertThat(callback.calls).hasValue(1);
    }

    @Test
    void aReplyThatIsThereAtOnceDoesNotRunTheRestOfTheRouteOnTheCallersThread() throws Exception {
        TranscriptionProducer producer = new TranscriptionProducer(endpoint("fake:transcribe")) {
            @Override
            protected CompletionStage<Reply> call(PendingExchange current) {
                return CompletableFuture.completedFuture(Reply.of("there"));
            }
        };
        context.addService(producer);
        CompletableFuture<Thread> routeRanOn = new CompletableFuture<>();

        assertThat(producer.process(exchange(RECORDING), doneSync -> routeRanOn.complete(Thread.currentThread())))
                .isFalse();

        assertThat(routeRanOn).succeedsWithin(30, TimeUnit.SECONDS).isNotSameAs(Thread.currentThread());
    }

    @Test
    void anInterruptInOneExchangeDoesNotReachTheNextOneOnTheSameThread() {
        oneReplyThread();
        CountDownLatch sent = new CountDownLatch(1);
        routes(route -> route.from("direct:in").to("fake:transcribe").process(exchange -> {
            sent.await();
            Thread.currentThread().interrupt();
        }));
        List<CompletableFuture<Exchange>> exchanges = Stream.of("first", "second")
                .map(name -> node.sending("direct:in", RECORDING, Map.of()))
                .toList();

        Awaitility.await().until(() -> cloud.polls().size() == 2);
        sent.countDown();

        exchanges.forEach(exchange -> {
            assertThat(exchange).succeedsWithin(30, TimeUnit.SECONDS);
            Node.succeeded(exchange.join());
        });
    }

    @Test
    void aMessageThatMakesNoSenseIsAFailureAndNothingIsThrownOrSent() {
        CountingCallback callback = new CountingCallback();
        AsyncProcessor producer = startedProducer("fake:transcribe");
        Exchange exchange = exchange("text is no recording");

        assertThat(producer.process(exchange, callback)).isTrue();

        assertThat(callback.calls).hasValue(1);
        assertThat(callback.doneSync).isCompletedWithValue(true);
        assertFailed(exchange, ErrorCategory.INVALID_REQUEST, null);
        assertThat(cloud.submissions()).isEmpty();
    }

    @Test
    void aFailedJobCallsTheCallbackOnceWithCategoryAndIdInTheHeaders() {
        cloud.onStatus(JobStatus.failed("fake", "job-1", ErrorCategory.UNSUPPORTED_MEDIA, "codec"));
        CountingCallback callback = new CountingCallback();
        Exchange exchange = exchange(RECORDING);

        startedProducer("fake:transcribe").process(exchange, callback);

        assertThat(callback.doneSync).succeedsWithin(30, TimeUnit.SECONDS);
        assertFailed(exchange, ErrorCategory.UNSUPPORTED_MEDIA, "job-1");
        assertThat(exchange.getMessage().getBody())
                .as("the error handler needs the recording")
                .isSameAs(RECORDING);
        context.stop();
        assertThat(callback.calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit", "await", "status"})
    void anExceptionOutOfTheAdapterNeverLeavesProcess(String operation) {
        cloud.onSubmit(() -> {
            throw new IllegalStateException("a bug");
        });
        cloud.onStatus(() -> {
            throw new IllegalStateException("a bug");
        });
        CountingCallback callback = new CountingCallback();
        Exchange exchange = exchange(RECORDING);
        exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, "job-1");

        startedProducer("fake:" + operation + "?jobTimeout=1").process(exchange, callback);

        assertThat(callback.doneSync).succeedsWithin(30, TimeUnit.SECONDS);
        context.stop();
        assertThat(callback.calls).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "submit"})
    void anAdapterThatBreaksWhileSubmittingLeavesTheSubmissionUncertain(String operation) {
        cloud.onSubmit(() -> CompletableFuture.failedFuture(new IllegalStateException("a bug")));

        Exchange exchange = send("fake:" + operation, RECORDING);

        assertFailed(exchange, ErrorCategory.UNCERTAIN_SUBMISSION, null);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void theFailureOfAResultThatCannotBeRenderedHasTheJobsId() {
        endpoint("fake:transcribe").getConfiguration().setOutputFormat(null);

        Exchange exchange = send("fake:transcribe", RECORDING);

        assertThat(failureOf(exchange).getJobId()).isEqualTo("job-1");
        assertThat(exchange.getMessage().getHeaders()).containsEntry(TranscriptionConstants.JOB_ID, "job-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submit", "await", "status"})
    void aFailureIsHandedOverOnAThreadOfTheRepliesSoThatTheRouteHoldsUpNoPoll(String operation) {
        CompletableFuture<JobStatus> status = cloud.openStatus();
        CompletableFuture<Submission> submission = cloud.openSubmission();
        CompletableFuture<String> thread = new CompletableFuture<>();
        Exchange exchange = exchange("submit".equals(operation) ? RECORDING : null);
        exchange.getMessage().setHeader(TranscriptionConstants.JOB_ID, "job-1");
        startedProducer("fake:" + operation)
                .process(
                        exchange,
                        doneSync -> thread.complete(Thread.currentThread().getName()));

        status.completeExceptionally(FakeCloud.trouble(ErrorCategory.AUTHENTICATION));
        submission.completeExceptionally(FakeCloud.trouble(ErrorCategory.AUTHENTICATION));

        assertThat(thread).succeedsWithin(30, TimeUnit.SECONDS).asString().contains("fake-reply");
        assertThat(failureOf(exchange).getCategory()).isEqualTo(ErrorCategory.AUTHENTICATION);
    }

    @Test
    void theReplyKeepsTheHeadersOfTheMessageAndAddsItsOwn() {
        Exchange exchange = send("fake:transcribe?outputFormat=text", RECORDING, Map.of("mine", "stays"));

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("mine", "stays")
                .containsEntry(TranscriptionConstants.JOB_ID, "job-1")
                .containsEntry(TranscriptionConstants.PROVIDER, "fake")
                .containsEntry(TranscriptionConstants.STATUS, "DONE")
                .containsEntry("CamelFakeMinutesLeft", 7)
                .containsKey(Exchange.CONTENT_TYPE);
    }

    @Test
    void aSuccessAfterAFailureHasNoErrorCategory() {
        Exchange exchange = send(
                "fake:transcribe", RECORDING, Map.of(TranscriptionConstants.ERROR_CATEGORY, "PROVIDER_UNAVAILABLE"));

        assertThat(exchange.getMessage().getHeaders()).doesNotContainKey(TranscriptionConstants.ERROR_CATEGORY);
    }

    @Test
    void statusRepliesWithTheStatusAndItsHeaders() {
        cloud.neverDone(true);

        Exchange exchange = send("fake:status", null, Map.of(TranscriptionConstants.JOB_ID, "job-9"));

        assertThat(exchange.getMessage().getBody()).isInstanceOf(JobStatus.class);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.JOB_ID, "job-9")
                .containsEntry(TranscriptionConstants.STATUS, "PENDING")
                .containsEntry(TranscriptionConstants.PROGRESS, 42);
        assertThat(cloud.polls()).containsExactly("job-9");
    }

    @Test
    void aRouteThatIsSlowToTakeItsResultsHoldsUpNoPoll() {
        CountDownLatch routesMayGoOn = new CountDownLatch(1);
        AtomicInteger blocked = new AtomicInteger();
        AsyncProcessor producer = startedProducer("fake:transcribe");
        AsyncCallback slow = doneSync -> {
            blocked.incrementAndGet();
            try {
                routesMayGoOn.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        };
        try {
            for (int i = 0; i < 60; i++) {
                producer.process(exchange(RECORDING), slow);
            }
            Awaitility.await().until(() -> blocked.get() >= 8);

            cloud.neverDone(true);
            producer.process(exchange(OTHER_RECORDING), new CountingCallback());

            Awaitility.await()
                    .until(() -> cloud.polls().stream().filter("job-61"::equals).count() > 5);
            assertThat(blocked.get()).as("the replies' threads").isLessThan(60);
        } finally {
            routesMayGoOn.countDown();
        }
    }

    /** The route blocks the only reply thread until the reply to its next call is there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRouteThatBlocksAllReplyThreadsForItsNextCallGetsTheReply(boolean inItsOwnExchange) {
        oneReplyThread();
        AsyncProcessor producer = startedProducer("fake:transcribe");
        routes(route -> route.from("direct:in")
                .loop(5)
                .to("fake:transcribe")
                .setBody(route.constant(RECORDING))
                .end()
                .process(exchange -> {
                    if (inItsOwnExchange) {
                        producer.process(exchange);
                    } else {
                        Node.succeeded(send("fake:transcribe", RECORDING));
                    }
                }));
        List<CompletableFuture<Exchange>> all = IntStream.range(0, 3)
                .mapToObj(number -> node.sending("direct:in", RECORDING, Map.of()))
                .toList();

        assertThat(all).allSatisfy(exchange -> Node.succeeded(exchange.get(40, TimeUnit.SECONDS)));
    }

    private void oneReplyThread() {
        FakeComponent component = context.getComponent("fake", FakeComponent.class);
        component.stop();
        component.setReplyThreads(1);
        component.setMaxReplyThreads(1);
        component.start();
    }

    static Stream<Object> unreadable() {
        return Stream.of(ByteBuffer.wrap(new byte[9]).position(1), new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("the source is gone");
            }
        });
    }

    /** Another provider cannot read it either. */
    @ParameterizedTest
    @MethodSource("unreadable")
    void aBodyThatFailsInAnUnexpectedWayIsTheMessagesFault(Object body) {
        assertFailed(
                send("fake:transcribe", body), ErrorCategory.INVALID_REQUEST, null, "the recording cannot be read");
    }

    @Test
    void aCallWhileTheComponentIsStoppedSaysSo() {
        routes(route -> route.from("direct:in").to("fake:transcribe"));
        context.getComponent("fake").stop();

        assertThat(send("direct:in", RECORDING).getException())
                .isInstanceOf(JobInterruptedException.class)
                .hasMessageContaining("stopped; nothing was sent");

        context.getComponent("fake").start();
        Node.succeeded(send("direct:in", RECORDING));
    }

    @Test
    void aboveMaxInFlightTheCallerBlocksUntilAJobEnds() throws InterruptedException {
        CompletableFuture<JobStatus> first = cloud.openStatus();
        AsyncProcessor producer = startedProducer("fake:transcribe?maxInFlight=1");
        producer.process(exchange(RECORDING), new CountingCallback());
        CountingCallback second = new CountingCallback();
        Thread caller = new Thread(() -> producer.process(exchange(OTHER_RECORDING), second));
        caller.start();
        Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
        assertThat(cloud.submissions()).hasSize(1);
        assertThat(endpoint("fake:transcribe?maxInFlight=1").getJobsInFlight()).isEqualTo(1);

        first.complete(FakeCloud.done("job-1"));

        assertThat(second.doneSync).succeedsWithin(30, TimeUnit.SECONDS);
        assertThat(cloud.submissions()).hasSize(2);
        caller.join();
    }

    @Test
    void endpointsOfTheSameUriShareTheirPlaces() {
        CompletableFuture<JobStatus> first = cloud.openStatus();
        routes(route -> route.from("direct:in").toD("fake:transcribe?maxInFlight=1", -1));
        CompletableFuture<Exchange> one = node.sending("direct:in", RECORDING, Map.of());
        Awaitility.await().until(() -> cloud.submissions().size() == 1);
        Thread caller = new Thread(() -> send("direct:in", OTHER_RECORDING));
        caller.start();
        Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
        assertThat(cloud.submissions()).hasSize(1);

        first.complete(FakeCloud.done("job-1"));

        Awaitility.await().until(() -> !caller.isAlive());
        assertThat(one).succeedsWithin(30, TimeUnit.SECONDS);
        assertThat(cloud.submissions()).hasSize(2);
    }

    @Test
    void aCallerThatIsInterruptedWhileItBlocksGetsAFailureAndKeepsItsInterrupt() throws Exception {
        cloud.neverDone(true);
        AsyncProcessor producer = startedProducer("fake:transcribe?maxInFlight=1");
        producer.process(exchange(RECORDING), new CountingCallback());
        Exchange exchange = exchange(OTHER_RECORDING);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            producer.process(exchange, new CountingCallback());
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);

        caller.interrupt();

        assertThat(interrupted).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(true);
        assertFailed(exchange, ErrorCategory.JOB_INTERRUPTED, null);
        assertThat(cloud.submissions()).hasSize(1);
    }

    @Test
    void ownParametersAreSentUnchanged() {
        FakeEndpoint endpoint = endpoint("fake:transcribe?param.beam_size=5&param.temperature=0.2");

        assertThat(endpoint.submissionParameters(exchange(RECORDING).getMessage()))
                .containsEntry("beam_size", "5")
                .containsEntry("temperature", "0.2");
    }
}

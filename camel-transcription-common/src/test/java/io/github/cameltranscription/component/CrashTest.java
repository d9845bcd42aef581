/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.SharedMemoryRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** Stops a process before and after each step of a transcription, starts another one, and checks what that one does. */
@Timeout(180)
class CrashTest {

    private static final String KEY = "talk.mp3 of Monday";

    /** The operation that delivers, and the steps of a process that lives. */
    enum Delivery {
        BY_TRANSCRIBE(
                "insert INTENT",
                "submit",
                "INTENT to SUBMITTED",
                "status",
                "fetch",
                "SUBMITTED to DELIVERING",
                "deliver",
                "the source commits",
                "DELIVERING to DELIVERED",
                "release",
                "DELIVERED to FINISHED"),
        BY_RESULTS(
                "insert INTENT",
                "submit",
                "INTENT to SUBMITTED",
                "the source commits",
                "SUBMITTED to SUBMITTED",
                "status",
                "fetch",
                "SUBMITTED to DELIVERING",
                "deliver",
                "DELIVERING to DELIVERED",
                "release",
                "DELIVERED to FINISHED");

        private final String[] steps;

        Delivery(String... steps) {
            this.steps = steps;
        }
    }

    /** What is left of the world when a process dies. */
    private static final class World {
        private final Delivery delivery;
        private final FakeCloud cloud = new FakeCloud();
        private final SharedMemoryRepository records = new SharedMemoryRepository(Instant::now);
        private final List<String> deliveries = new CopyOnWriteArrayList<>();
        private final AtomicBoolean sourceCommitted = new AtomicBoolean();

        private World(Delivery delivery) {
            this.delivery = delivery;
        }

        /**
         * Runs a process until it dies, or nothing is left to be done.
         *
         * @return the failure that the source has seen, or {@code null}
         */
        private TranscriptionException live(LifeSpan life) throws Exception {
            MortalRepository mortal = new MortalRepository(NodesRepository.own(records), life);
            try (Node node = new Node(new MortalCloud(cloud, life), mortal)) {
                node.routes(route -> configure(route, life));
                mortal.awaitLookForLeftovers();
                CompletableFuture<Exchange> sent = sourceCommitted.get() ? null : node.sending("direct:in", KEY);
                // A submission that cannot be recorded waits for the repository, which a dead process never reaches.
                await(() -> sent == null || sent.isDone() || life.isDead());
                if (delivery == Delivery.BY_RESULTS) {
                    node.context().getRouteController().startRoute("results");
                }
                Exchange ended = sent == null || !sent.isDone() ? null : sent.join();
                if (ended != null && ended.getException() != null) {
                    return ended.getException(TranscriptionException.class);
                }
                await(() -> life.isDead() || isEmpty() || sent == null && isLeftToTheSource());
                return null;
            }
        }

        private static void await(Callable<Boolean> condition) {
            Awaitility.await().until(condition);
        }

        /** Whether nothing is left to be done. */
        private boolean isEmpty() {
            return Stream.of(JobRecordState.values())
                    .allMatch(state -> state == JobRecordState.FINISHED
                            || records.list(state, 1).isEmpty());
        }

        /** Whether only the source, which may have committed, would deliver it. */
        private boolean isLeftToTheSource() {
            return delivery == Delivery.BY_TRANSCRIBE
                    && !records.list(JobRecordState.SUBMITTED, 1).isEmpty();
        }

        private void configure(RouteBuilder route, LifeSpan life) {
            Processor deliver = exchange -> life.step("deliver", () -> deliveries.add(Node.jobId(exchange)));
            ProcessorDefinition<?> in = route.from("direct:in")
                    .process(exchange -> Node.onCompletion(
                            exchange, () -> life.step("the source commits", () -> sourceCommitted.getAndSet(true))));
            if (delivery == Delivery.BY_TRANSCRIBE) {
                in.to("fake:transcribe?jobRepository=#jobs&releaseJob=EXCHANGE").process(deliver);
            } else {
                in.to("fake:submit?jobRepository=#jobs");
                route.from("fake:results?jobRepository=#jobs&delay=20&jobLease=100")
                        .routeId("results")
                        .autoStartup(false)
                        .process(deliver);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNothingIsPaidTwiceWhereverAProcessDies(Delivery delivery) throws Exception {
        LifeSpan whole = LifeSpan.endless();
        assertThat(new World(delivery).live(whole)).isNull();
        assertThat(whole.steps())
                .as("the steps before and after which a process dies")
                .containsExactly(delivery.steps);
        int uncertain =
                LifeSpan.countDeaths(whole.steps().size(), (step, after) -> dieAt(new World(delivery), step, after));
        // After the intent was recorded, around the submission, and before the job's id was.
        assertThat(uncertain).isBetween(3, 6);
    }

    /** Whether the submission of the recording is uncertain afterwards. */
    private static boolean dieAt(World world, int step, boolean after) throws Exception {
        LifeSpan first = new LifeSpan(step, after);
        world.live(first);
        String last = first.steps().get(first.steps().size() - 1);
        String where = "died " + (after ? "after " : "before ") + last;
        assertThat(first.isDead()).as(where).isTrue();
        boolean committedBefore = world.sourceCommitted.get();
        List<String> releasedBefore = List.copyOf(world.cloud.releases());

        TranscriptionException failure = world.live(LifeSpan.endless());

        assertThat(world.cloud.submissions()).as(where).hasSizeLessThanOrEqualTo(1);
        if (failure != null) {
            assertThat(failure).as(where).hasMessageContaining(KEY);
            assertThat(failure.getCategory()).as(where).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
            assertThat(world.deliveries).as(where).isEmpty();
            assertThat(world.isEmpty()).as(where).isFalse();
            assertThat(world.live(LifeSpan.endless()))
                    .as("it stays uncertain until a person has looked")
                    .isNotNull();
            return true;
        }
        assertThat(world.cloud.submissions()).as(where).hasSize(1);
        assertThat(world.deliveries).as(where).isNotEmpty().containsOnly("job-1");
        assertThat(world.sourceCommitted).as(where).isTrue();
        if (committedBefore && world.isLeftToTheSource()) {
            // The source does not bring the recording again, and no record says that it was delivered: the record
            // stays.
            assertThat(last).as(where).matches("the source commits|DELIVERING to DELIVERED");
            return false;
        }
        assertThat(world.isEmpty()).as(where).isTrue();
        assertThat(world.cloud.releases()).as(where).contains("job-1");
        if (!releasedBefore.isEmpty()) {
            assertThat(committedBefore).as("released only after the commit").isTrue();
        }
        return false;
    }
}

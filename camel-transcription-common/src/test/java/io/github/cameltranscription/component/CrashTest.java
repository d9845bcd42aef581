/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** Stops a process before and after each step of a transcription, starts another one, and looks what became of it. */
@Timeout(180)
class CrashTest {

    private static final String KEY = "talk.mp3 of Monday";

    /** Who delivers, and the steps of a process that lives. */
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
        private final MemoryJobRepository records = new MemoryJobRepository();
        private final List<String> deliveries = new CopyOnWriteArrayList<>();
        private final AtomicBoolean sourceCommitted = new AtomicBoolean();

        private World(Delivery delivery) {
            this.delivery = delivery;
        }

        /** A process that runs until it dies, or nothing is left to be done; tells what the source was told. */
        private TranscriptionException live(LifeSpan life) throws Exception {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                MortalRepository mortal = new MortalRepository(NodesRepository.own(records), life);
                context.getRegistry().bind("jobs", mortal);
                context.addComponent("fake", new FakeComponent(new MortalCloud(cloud, life)));
                context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
                context.getShutdownStrategy().setTimeout(100);
                context.addRoutes(routes(life));
                context.start();
                mortal.awaitLookForLeftovers();
                CompletableFuture<Exchange> sent = sourceCommitted.get()
                        ? null
                        : context.createProducerTemplate().asyncSend("direct:in", message -> {
                            message.getMessage().setBody(ComponentTest.RECORDING);
                            message.getMessage().setHeader(TranscriptionConstants.JOB_KEY, KEY);
                        });
                // A submission that cannot be recorded waits for the repository, which a dead process never reaches.
                await(() -> sent == null || sent.isDone() || life.isDead());
                if (delivery == Delivery.BY_RESULTS) {
                    context.getRouteController().startRoute("results");
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
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(condition);
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

        private RouteBuilder routes(LifeSpan life) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    ProcessorDefinition<?> in = from("direct:in")
                            .process(exchange -> Node.onCompletion(
                                    exchange,
                                    () -> life.step("the source commits", () -> sourceCommitted.getAndSet(true))));
                    if (delivery == Delivery.BY_TRANSCRIBE) {
                        in.to("fake:transcribe?jobRepository=#jobs&releaseJob=EXCHANGE")
                                .process(this::deliver);
                    } else {
                        in.to("fake:submit?jobRepository=#jobs");
                        from("fake:results?jobRepository=#jobs&delay=20&jobLease=100")
                                .routeId("results")
                                .autoStartup(false)
                                .process(this::deliver);
                    }
                }

                private void deliver(Exchange exchange) {
                    String jobId = exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
                    life.step("deliver", () -> deliveries.add(jobId));
                }
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostAndNothingIsPaidTwiceWhereverAProcessDies(Delivery delivery) throws Exception {
        LifeSpan whole = LifeSpan.endless();
        assertThat(new World(delivery).live(whole)).isNull();
        assertThat(whole.steps())
                .as("else this test would not test what it says")
                .containsExactly(delivery.steps);
        int uncertain =
                LifeSpan.countDeaths(whole.steps().size(), (step, after) -> dieAt(new World(delivery), step, after));
        // After the intent was recorded, around the submission, and before the job's id was.
        assertThat(uncertain).isBetween(3, 6);
    }

    /** Whether it is uncertain afterwards whether the recording was submitted. */
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
            // Nobody brings the recording again, and nothing says that its transcript was delivered: the record stays.
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

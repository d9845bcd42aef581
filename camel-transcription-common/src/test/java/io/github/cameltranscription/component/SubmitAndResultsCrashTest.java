/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** As {@link CrashTest}, where one route submits and another delivers. */
@Timeout(180)
class SubmitAndResultsCrashTest {

    private static final String KEY = "talk.mp3 of Monday";

    /** What is left of the world when a process dies. */
    private static final class World {
        private final FakeCloud cloud = new FakeCloud();
        private final MemoryJobRepository records = new MemoryJobRepository();
        private final List<String> deliveries = new CopyOnWriteArrayList<>();
        private final AtomicBoolean sourceCommitted = new AtomicBoolean();

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
                CompletableFuture<Exchange> submit = sourceCommitted.get()
                        ? null
                        : context.createProducerTemplate().asyncSend("direct:in", message -> {
                            message.getMessage().setBody(ComponentTest.RECORDING);
                            message.getMessage().setHeader(TranscriptionConstants.JOB_KEY, KEY);
                        });
                // A submission that cannot be recorded waits for the repository, which a dead process never reaches.
                Awaitility.await()
                        .atMost(10, TimeUnit.SECONDS)
                        .until(() -> submit == null || submit.isDone() || life.isDead());
                context.getRouteController().startRoute("results");
                Exchange submitted = submit == null || !submit.isDone() ? null : submit.join();
                if (submitted != null && submitted.getException() != null) {
                    return submitted.getException(TranscriptionException.class);
                }
                Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> life.isDead() || isEmpty());
                return null;
            }
        }

        /** Whether nothing is left to be done. */
        private boolean isEmpty() {
            return Stream.of(JobRecordState.values())
                    .allMatch(state -> state == JobRecordState.FINISHED
                            || records.list(state, 1).isEmpty());
        }

        private RouteBuilder routes(LifeSpan life) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .process(exchange -> Node.onCompletion(
                                    exchange,
                                    () -> life.step("the source commits", () -> sourceCommitted.getAndSet(true))))
                            .to("fake:submit?jobRepository=#jobs");
                    from("fake:results?jobRepository=#jobs&delay=20&jobLease=100")
                            .routeId("results")
                            .autoStartup(false)
                            .process(exchange -> life.step(
                                    "deliver",
                                    () -> deliveries.add(exchange.getMessage()
                                            .getHeader(TranscriptionConstants.JOB_ID, String.class))));
                }
            };
        }
    }

    @Test
    void nothingIsLostAndNothingIsPaidTwiceWhereverAProcessDies() throws Exception {
        LifeSpan whole = LifeSpan.endless();
        assertThat(new World().live(whole)).isNull();
        assertThat(whole.steps())
                .as("else this test would not test what it says")
                .containsExactly(
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
        int uncertain = LifeSpan.countDeaths(whole.steps().size(), this::dieAt);
        // After the intent was recorded, around the submission, and before the job's id was.
        assertThat(uncertain).isBetween(3, 6);
    }

    /** Whether it is uncertain afterwards whether the recording was submitted. */
    private boolean dieAt(int step, boolean after) throws Exception {
        World world = new World();
        LifeSpan first = new LifeSpan(step, after);
        world.live(first);
        String where = "died " + (after ? "after " : "before ")
                + first.steps().get(first.steps().size() - 1);
        assertThat(first.isDead()).as(where).isTrue();

        TranscriptionException failure = world.live(LifeSpan.endless());

        assertThat(world.cloud.submissions()).as(where).hasSizeLessThanOrEqualTo(1);
        if (failure != null) {
            assertThat(failure.getCategory()).as(where).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
            assertThat(failure).as(where).hasMessageContaining(KEY);
            assertThat(world.deliveries).as(where).isEmpty();
            assertThat(world.isEmpty()).as(where).isFalse();
            return true;
        }
        assertThat(world.cloud.submissions()).as(where).hasSize(1);
        assertThat(world.sourceCommitted).as(where).isTrue();
        assertThat(world.deliveries).as(where).isNotEmpty().containsOnly("job-1");
        assertThat(world.isEmpty()).as(where).isTrue();
        assertThat(world.cloud.releases()).as(where).contains("job-1");
        return false;
    }
}

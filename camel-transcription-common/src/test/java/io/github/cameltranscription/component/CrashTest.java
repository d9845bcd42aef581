/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** Stops a process before and after each step of a transcription, starts another one, and looks what became of it. */
@Timeout(120)
class CrashTest {

    private static final byte[] RECORDING = "ID3 what was said".getBytes();
    private static final String KEY = "talk.mp3 of Monday";

    /** What is left of the world when a process dies. */
    private final class World {
        private final FakeCloud cloud = new FakeCloud();
        private final MemoryJobRepository repository = new MemoryJobRepository();
        private final List<String> deliveries = new CopyOnWriteArrayList<>();
        private final AtomicBoolean sourceCommitted = new AtomicBoolean();

        private TranscriptionException transcribe(LifeSpan life) throws Exception {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                MortalRepository mortal = new MortalRepository(NodesRepository.own(repository), life);
                context.getRegistry().bind("jobs", mortal);
                context.addComponent("fake", new FakeComponent(new MortalCloud(cloud, life)));
                context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
                context.getShutdownStrategy().setTimeout(100);
                context.addRoutes(route(life));
                context.start();
                mortal.awaitLookForLeftovers();
                Exchange exchange = sourceCommitted.get()
                        ? null
                        : context.createProducerTemplate().send("direct:in", message -> message.getMessage()
                                .setBody(RECORDING));
                Awaitility.await()
                        .atMost(10, TimeUnit.SECONDS)
                        .until(() -> life.isDead()
                                || exchange != null && exchange.getException() != null
                                || isEmpty()
                                || exchange == null && isSubmitted());
                return exchange == null ? null : exchange.getException(TranscriptionException.class);
            }
        }

        /** Whether nothing is left to be done. */
        private boolean isEmpty() {
            return Stream.of(JobRecordState.values())
                    .allMatch(state -> state == JobRecordState.FINISHED
                            || repository.list(state, 1).isEmpty());
        }

        private boolean isSubmitted() {
            return !repository.list(JobRecordState.SUBMITTED, 1).isEmpty();
        }

        private RouteBuilder route(LifeSpan life) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .process(exchange -> exchange.getExchangeExtension()
                                    .addOnCompletion(new SynchronizationAdapter() {
                                        @Override
                                        public void onComplete(Exchange completed) {
                                            life.step("the source commits", () -> sourceCommitted.getAndSet(true));
                                        }
                                    }))
                            .setHeader(TranscriptionConstants.JOB_KEY, constant(KEY))
                            .to("fake:transcribe?jobRepository=#jobs&releaseJob=EXCHANGE")
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
        assertThat(new World().transcribe(whole)).isNull();
        assertThat(whole.steps())
                .as("else this test would not test what it says")
                .containsExactly(
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
                        "DELIVERED to FINISHED");
        int uncertain = LifeSpan.countDeaths(whole.steps().size(), this::dieAt);
        // After the intent was recorded, around the submission, and before the job's id was.
        assertThat(uncertain).isBetween(3, 6);
    }

    /** Whether it is uncertain afterwards whether the recording was submitted. */
    private boolean dieAt(int step, boolean after) throws Exception {
        World world = new World();
        LifeSpan first = new LifeSpan(step, after);
        world.transcribe(first);
        String where =
                (after ? "after " : "before ") + first.steps().get(first.steps().size() - 1);
        assertThat(first.isDead()).as(where).isTrue();
        boolean committedBefore = world.sourceCommitted.get();
        List<String> releasedBefore = List.copyOf(world.cloud.releases());

        TranscriptionException failure = world.transcribe(LifeSpan.endless());

        assertThat(world.cloud.submissions()).as("died " + where).hasSizeLessThanOrEqualTo(1);
        if (failure != null) {
            assertThat(failure).as("died " + where).hasMessageContaining(KEY);
            assertThat(failure.getCategory()).as("died " + where).isEqualTo(ErrorCategory.UNCERTAIN_SUBMISSION);
            assertThat(world.deliveries).as("died " + where).isEmpty();
            assertThat(world.isEmpty()).as("died " + where).isFalse();
            assertThat(world.transcribe(LifeSpan.endless()))
                    .as("it stays uncertain until a person has looked")
                    .isNotNull();
            return true;
        }
        assertThat(world.cloud.submissions()).as("died " + where).hasSize(1);
        assertThat(world.deliveries).as("died " + where).isNotEmpty().containsOnly("job-1");
        assertThat(world.sourceCommitted).as("died " + where).isTrue();
        if (committedBefore && world.isSubmitted()) {
            // Nobody brings the recording again, and nothing says that its transcript was delivered: the record stays.
            assertThat(first.steps().get(first.steps().size() - 1))
                    .as("died " + where)
                    .matches("the source commits|DELIVERING to DELIVERED");
            return false;
        }
        assertThat(world.isEmpty()).as("died " + where).isTrue();
        assertThat(world.cloud.releases()).as("died " + where).contains("job-1");
        if (!releasedBefore.isEmpty()) {
            assertThat(committedBefore).as("released only after the commit").isTrue();
        }
        return false;
    }
}

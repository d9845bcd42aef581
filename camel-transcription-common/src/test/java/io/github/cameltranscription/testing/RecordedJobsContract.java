/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What holds for jobs in a job repository at each provider; a {@link ComponentTestSupport} implements it. */
public interface RecordedJobsContract {

    /** The component's scheme. */
    String scheme();

    /** Fails unless the provider has taken so many submissions. */
    void assertSubmitted(int count);

    /** Answers the next poll with this status and a gateway's HTML page. */
    void answerNextPoll(int status);

    private ComponentTestSupport support() {
        return (ComponentTestSupport) this;
    }

    /** Sends a recording that has the job key "talk of Monday". */
    private Exchange sendTalk() {
        return support().send("direct:in", Recordings.wav(1), Map.of(TranscriptionConstants.JOB_KEY, "talk of Monday"));
    }

    @Test
    default void aRecordingWhoseDeliveryFailedIsNotBoughtAgain() throws Exception {
        MemoryJobRepository repository = new MemoryJobRepository();
        List<String> delivered = new CopyOnWriteArrayList<>();
        support().context.getRegistry().bind("jobs", repository);
        support().context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to(scheme() + ":transcribe?jobRepository=#jobs&outputFormat=text")
                        .process(exchange -> {
                            delivered.add(exchange.getMessage().getBody(String.class));
                            if (delivered.size() < 4) {
                                throw new IllegalStateException("the disk of the receiver is full");
                            }
                        });
            }
        });

        for (int failures = 0; failures < 3; failures++) {
            assertThat((Throwable) sendTalk().getException()).hasMessageContaining("the disk of the receiver");
            await().untilAsserted(() ->
                    assertThat(OpenRecords.of(repository)).containsExactly(scheme() + ":transcribe:talk of Monday"));
        }
        Exchange last = sendTalk();

        assertThat((Throwable) last.getException()).isNull();
        assertThat(last.getMessage().getHeader(TranscriptionConstants.JOB_KEY)).isEqualTo("talk of Monday");
        assertThat(delivered).hasSize(4).containsOnly("[simulated speech 1]");
        await().until(() -> OpenRecords.of(repository).isEmpty());
        assertSubmitted(1);
    }

    @Test
    default void whatOneRouteSubmitsAnotherOneEmitsWhenItIsFinished() throws Exception {
        MemoryJobRepository repository = new MemoryJobRepository();
        List<String> delivered = new CopyOnWriteArrayList<>();
        support().context.getRegistry().bind("jobs", repository);
        support().context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(scheme() + ":submit?jobRepository=#jobs");
                from(scheme() + ":results?jobRepository=#jobs&delay=50&outputFormat=srt")
                        .process(exchange -> delivered.add(
                                exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class) + " "
                                        + exchange.getMessage().getBody(String.class)));
            }
        });

        Exchange submitted = sendTalk();

        await().until(() -> delivered.size() == 1 && OpenRecords.of(repository).isEmpty());
        assertThat(delivered.get(0))
                .startsWith(submitted.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class))
                .contains("-->", "[simulated speech 1]");
        assertSubmitted(1);
    }

    @Test
    default void aJobThatFailedTooOftenIsListedAndTriedAgainByJmx() throws Exception {
        MemoryJobRepository repository = new MemoryJobRepository();
        AtomicBoolean down = new AtomicBoolean(true);
        List<String> delivered = new CopyOnWriteArrayList<>();
        support().context.getRegistry().bind("jobs", repository);
        support().context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to(scheme() + ":submit?jobRepository=#jobs");
                from(scheme() + ":results?jobRepository=#jobs&delay=50&maxAttempts=1")
                        .process(exchange -> {
                            if (down.get()) {
                                throw new IllegalStateException("the receiver is down");
                            }
                            delivered.add(
                                    exchange.getMessage().getHeader(TranscriptionConstants.JOB_KEY, String.class));
                        });
            }
        });
        sendTalk();
        await().until(() -> repository.list(JobRecordState.PARKED, 1).size(), size -> size == 1);

        assertThat(jmx("listParkedJobs")).asString().contains("talk of Monday", "the receiver is down");
        assertThat(jmx("forgetParkedJob", "another talk")).isEqualTo(false);
        assertThat(jmx("retryParkedJob", "another talk")).isEqualTo(false);
        down.set(false);
        assertThat(jmx("retryParkedJob", "talk of Monday")).isEqualTo(true);

        await().until(() -> delivered.equals(List.of("talk of Monday")));
        assertSubmitted(1);
    }

    /** Calls an operation of the MBean of the endpoint {@code results}, as a console does. */
    private Object jmx(String operation, String... arguments) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName endpoints = new ObjectName("org.apache.camel:context="
                + support().context.getManagementName() + ",type=endpoints,name=\"" + scheme() + "://results*\"");
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return server.invoke(server.queryNames(endpoints, null).iterator().next(), operation, arguments, signature);
    }

    /** A gateway on the way knows nothing of jobs: what it says ends none, forgets none and buys none again. */
    @Test
    default void theErrorPagesOfAGatewayEndNoJob() throws Exception {
        MemoryJobRepository repository = new MemoryJobRepository();
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        support().context.getRegistry().bind("jobs", repository);
        support().context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
                from("seda:transcribe?concurrentConsumers=10")
                        .to(scheme() + ":transcribe?jobRepository=#jobs")
                        .process(this::deliver);
                from("seda:submit?concurrentConsumers=10").to(scheme() + ":submit?jobRepository=#jobs");
                from(scheme() + ":results?jobRepository=#jobs&delay=20").process(this::deliver);
            }

            private void deliver(Exchange exchange) {
                delivered.add(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class));
            }
        });
        // More of them would be an outage, in which the provider is asked every few seconds.
        for (int status : new int[] {404, 402, 410, 401}) {
            answerNextPoll(status);
        }

        for (int i = 0; i < 20; i++) {
            support()
                    .template
                    .sendBodyAndHeader(
                            i % 2 == 0 ? "seda:transcribe" : "seda:submit",
                            Recordings.wav(1),
                            TranscriptionConstants.JOB_KEY,
                            "talk " + i);
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() == 20);
        await().until(() -> OpenRecords.of(repository).isEmpty());
        assertSubmitted(20);
    }
}

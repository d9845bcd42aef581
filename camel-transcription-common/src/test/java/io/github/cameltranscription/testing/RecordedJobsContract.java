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
import org.apache.camel.Processor;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.testing.ProviderPeer.Call;
import io.github.cameltranscription.testing.ProviderPeer.Trouble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What holds for jobs in a job repository at each provider. */
abstract class RecordedJobsContract extends ProviderFixture {

    private final MemoryJobRepository repository = new MemoryJobRepository();

    /** Adds routes, whose endpoints have the repository as {@code #jobs}. */
    private void start(LambdaRouteBuilder routes) throws Exception {
        context.getRegistry().bind("jobs", repository);
        RouteBuilder.addRoutes(context, routes);
    }

    /** Sends a recording that has the job key "talk of Monday". */
    private Exchange sendTalk() {
        return send("direct:in", Recordings.wav(1), Map.of(TranscriptionConstants.JOB_KEY, "talk of Monday"));
    }

    private List<String> openRecords() {
        return OpenRecords.of(repository);
    }

    @Test
    void aRecordingWhoseDeliveryFailedIsNotBoughtAgain() throws Exception {
        List<String> delivered = new CopyOnWriteArrayList<>();
        start(routes -> routes.from("direct:in")
                .to(scheme() + ":transcribe?jobRepository=#jobs&outputFormat=text")
                .process(exchange -> {
                    delivered.add(exchange.getMessage().getBody(String.class));
                    if (delivered.size() < 4) {
                        throw new IllegalStateException("the disk of the receiver is full");
                    }
                }));

        for (int failures = 0; failures < 3; failures++) {
            assertThat((Throwable) sendTalk().getException()).hasMessageContaining("the disk of the receiver");
            await().untilAsserted(
                            () -> assertThat(openRecords()).containsExactly(scheme() + ":transcribe:talk of Monday"));
        }
        Exchange last = sendTalk();

        assertThat((Throwable) last.getException()).isNull();
        assertThat(last.getMessage().getHeader(TranscriptionConstants.JOB_KEY)).isEqualTo("talk of Monday");
        assertThat(delivered).hasSize(4).containsOnly("[simulated speech 1]");
        await().until(() -> openRecords().isEmpty());
        assertThat(peer().jobs()).isEqualTo(1);
    }

    @Test
    void whatOneRouteSubmitsAnotherOneEmitsWhenItIsFinished() throws Exception {
        List<String> delivered = new CopyOnWriteArrayList<>();
        start(routes -> {
            routes.from("direct:in").to(scheme() + ":submit?jobRepository=#jobs");
            routes.from(scheme() + ":results?jobRepository=#jobs&delay=50&outputFormat=srt")
                    .process(exchange -> delivered.add(
                            jobId(exchange) + " " + exchange.getMessage().getBody(String.class)));
        });

        Exchange submitted = sendTalk();

        await().until(() -> delivered.size() == 1 && openRecords().isEmpty());
        assertThat(delivered.get(0)).startsWith(jobId(submitted)).contains("-->", "[simulated speech 1]");
        assertThat(peer().jobs()).isEqualTo(1);
    }

    @Test
    void aJobThatFailedTooOftenIsListedAndTriedAgainByJmx() throws Exception {
        AtomicBoolean down = new AtomicBoolean(true);
        List<String> delivered = new CopyOnWriteArrayList<>();
        start(routes -> {
            routes.from("direct:in").to(scheme() + ":submit?jobRepository=#jobs");
            routes.from(scheme() + ":results?jobRepository=#jobs&delay=50&maxAttempts=1")
                    .process(exchange -> {
                        if (down.get()) {
                            throw new IllegalStateException("the receiver is down");
                        }
                        delivered.add(exchange.getMessage().getHeader(TranscriptionConstants.JOB_KEY, String.class));
                    });
        });
        sendTalk();
        await().until(() -> repository.list(JobRecordState.PARKED, 1).size(), size -> size == 1);

        assertThat(jmx("listParkedJobs")).asString().contains("talk of Monday", "the receiver is down");
        assertThat(jmx("forgetParkedJob", "another talk")).isEqualTo(false);
        assertThat(jmx("retryParkedJob", "another talk")).isEqualTo(false);
        down.set(false);
        assertThat(jmx("retryParkedJob", "talk of Monday")).isEqualTo(true);

        await().until(() -> delivered.equals(List.of("talk of Monday")));
        assertThat(peer().jobs()).isEqualTo(1);
    }

    /** Calls an operation of the MBean of the endpoint {@code results}, as a console does. */
    private Object jmx(String operation, String... arguments) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName endpoints = new ObjectName("org.apache.camel:context=" + context.getManagementName()
                + ",type=endpoints,name=\"" + scheme() + "://results*\"");
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return server.invoke(server.queryNames(endpoints, null).iterator().next(), operation, arguments, signature);
    }

    /** The error page of a gateway is no answer about a job: it ends no job, and none is submitted again. */
    @Test
    void theErrorPagesOfAGatewayEndNoJob() throws Exception {
        Set<String> delivered = ConcurrentHashMap.newKeySet();
        Processor deliver = exchange -> delivered.add(jobId(exchange));
        start(routes -> {
            routes.errorHandler(
                    routes.defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0));
            routes.from("seda:transcribe?concurrentConsumers=10")
                    .to(scheme() + ":transcribe?jobRepository=#jobs")
                    .process(deliver);
            routes.from("seda:submit?concurrentConsumers=10").to(scheme() + ":submit?jobRepository=#jobs");
            routes.from(scheme() + ":results?jobRepository=#jobs&delay=20").process(deliver);
        });
        // One failure after the other would be an outage, in which jobs are asked about every few seconds.
        for (int status : new int[] {404, 402, 410, 401}) {
            peer().next(Call.POLL, Trouble.page(status));
            peer().nextIsGood(Call.POLL);
        }

        for (int i = 0; i < 20; i++) {
            template.sendBodyAndHeader(
                    i % 2 == 0 ? "seda:transcribe" : "seda:submit",
                    Recordings.wav(1),
                    TranscriptionConstants.JOB_KEY,
                    "talk " + i);
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> delivered.size() == 20);
        await().until(() -> openRecords().isEmpty());
        assertThat(peer().jobs()).isEqualTo(20);
    }
}

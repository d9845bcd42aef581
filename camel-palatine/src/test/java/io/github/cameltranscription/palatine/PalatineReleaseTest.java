/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.JobRecordState;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineReleaseTest extends PalatineTestSupport {

    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Queue<AsyncCallback> continuing = new ConcurrentLinkedQueue<>();

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:undelivered")
                        .to("palatine:transcribe")
                        .throwException(new IllegalStateException("disk full"));
                from("direct:fetched")
                        .to("palatine:transcribe?releaseJob=fetch")
                        .throwException(new IllegalStateException("disk full"));
                from("direct:dynamic").toD("${header.to}", 1).process(new AsyncProcessorSupport() {
                    @Override
                    public boolean process(Exchange exchange, AsyncCallback callback) {
                        continuing.add(callback);
                        return false;
                    }
                });
                from("direct:held").to("palatine:transcribe").process(exchange -> {
                    held.countDown();
                    mayEnd.await();
                });
            }
        };
    }

    @Test
    void aFailedExchangeKeepsTheJob() {
        Exchange failed = send("direct:undelivered", Recordings.wav(1));
        String jobId = jobId(failed);

        assertThat(failed.getException()).hasMessage("disk full");
        Transcript again = body("palatine:await", null, about(jobId), Transcript.class);

        assertThat(again.segments()).isNotEmpty();
        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(jobId));
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void releaseJobFetchReleasesTheJobOfAFailedExchange() {
        send("direct:fetched", Recordings.wav(1));

        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"transcribe", "summarize", "sentiment", "diarize"})
    void releaseJobNeverKeepsTheJob(String operation) {
        String jobId = jobId(sent("palatine:" + operation + "?releaseJob=never", Recordings.wav(1)));

        context.stop();

        palatine.requests().assertNotReleased(jobId);
    }

    @Test
    void aReleaseAnsweredWithAGatewaysPageIsRepeated() {
        palatine.faults()
                .onRelease()
                .body("<html>Log in to this network</html>", "text/html")
                .once();

        send("palatine:transcribe", Recordings.wav(1));

        Awaitility.await().until(() -> palatine.requests().count(PalatineCall.RELEASE) == 2);
        palatine.requests().assertReleased(1);
    }

    /** Releases obey the governor of the account, because thousands may be due at the end of an outage. */
    @Test
    void aReleaseWaitsForTheRetryAfterOfTheAccount() throws Exception {
        CompletableFuture<Exchange> first = asyncSend("direct:held", Recordings.wav(1));
        held.await();
        palatine.faults()
                .onSubmit()
                .status(429)
                .retryAfter(Duration.ofSeconds(2))
                .once();
        long beforeThePause = System.nanoTime();
        CompletableFuture<Exchange> second = asyncSend("palatine:transcribe", Recordings.wav(1));
        PalatineEndpoint endpoint = context.getEndpoint("palatine:transcribe", PalatineEndpoint.class);
        Awaitility.await().until(() -> endpoint.getRefusals() == 1);

        mayEnd.countDown();
        Awaitility.await().until(() -> palatine.requests().count(PalatineCall.RELEASE) > 0);

        assertThat(Duration.ofNanos(System.nanoTime() - beforeThePause)).isGreaterThan(Duration.ofMillis(1_500));
        CompletableFuture.allOf(first, second).join();
    }

    @Test
    void aStoppingContextWaitsForARelease() {
        palatine.faults().onRelease().delay(Duration.ofMillis(300)).once();
        send("palatine:transcribe", Recordings.wav(1));

        context.stop();

        palatine.requests().assertReleased(1);
    }

    /** Camel removes the oldest endpoints from a full registry, also while an exchange that used one continues. */
    @ParameterizedTest
    @ValueSource(strings = {"", "&jobRepository=#bean:records"})
    void anEndpointThatCamelRemovesReleasesItsJobWhenTheExchangeCompletes(String repository) throws Exception {
        MemoryJobRepository records = new MemoryJobRepository();
        context.getRegistry().bind("records", records);
        template.asyncSend("direct:dynamic", to("palatine:transcribe?connectTimeout=9s" + repository));
        Awaitility.await().until(() -> continuing.size() == 1);
        context.removeEndpoints("palatine:transcribe?connectTimeout=9s*");

        continuing.remove().done(false);

        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(1));
        Awaitility.await()
                .until(() -> records.list(JobRecordState.FINISHED, 10).size() == (repository.isEmpty() ? 0 : 1));
    }

    private static Processor to(String uri) {
        return exchange -> {
            exchange.getMessage().setBody(Recordings.wav(1));
            exchange.getMessage().setHeader("to", uri);
            exchange.getMessage().setHeader(TranscriptionConstants.JOB_KEY, "key");
        };
    }
}

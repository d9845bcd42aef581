/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.palatine.PalatineCall;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.transcript.Transcript;

import static org.assertj.core.api.Assertions.assertThat;

class PalatineReleaseTest extends PalatineTestSupport {

    private final AtomicInteger releasesSeenDownstream = new AtomicInteger();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Override
    protected RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:delivered")
                        .to("palatine:transcribe")
                        .process(exchange -> releasesSeenDownstream.set(
                                (int) palatine.requests().count(PalatineCall.RELEASE)));
                from("direct:undelivered")
                        .to("palatine:transcribe")
                        .throwException(new IllegalStateException("disk full"));
                from("direct:fetched")
                        .to("palatine:transcribe?releaseJob=fetch")
                        .throwException(new IllegalStateException("disk full"));
                from("direct:kept").to("palatine:transcribe?releaseJob=never");
                from("direct:awaited").to("palatine:await");
                from("direct:held").to("palatine:transcribe").process(exchange -> {
                    held.countDown();
                    mayEnd.await();
                });

                from("direct:redelivered")
                        .errorHandler(
                                defaultErrorHandler().maximumRedeliveries(3).redeliveryDelay(0))
                        .to("direct:step");
                AtomicInteger attempts = new AtomicInteger();
                from("direct:step")
                        .errorHandler(noErrorHandler())
                        .to("palatine:transcribe")
                        .process(exchange -> {
                            if (attempts.incrementAndGet() <= 3) {
                                throw new IllegalStateException("database down");
                            }
                        });
            }
        };
    }

    @Test
    void theJobIsReleasedOnlyAfterTheExchangeHasCompleted() {
        send("direct:delivered", Recordings.wav(1));

        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(1));
        assertThat(releasesSeenDownstream).hasValue(0);
        palatine.requests().assertNothingReleasedUnfetched();
    }

    @Test
    void aFailedExchangeLeavesTheTranscriptWhereItIs() {
        Exchange failed = send("direct:undelivered", Recordings.wav(1));
        String jobId = jobId(failed);

        assertThat(failed.getException()).hasMessage("disk full");
        Exchange again = send("direct:awaited", null, about(jobId));

        assertThat(again.getMessage().getBody(Transcript.class).segments()).isNotEmpty();
        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(jobId));
        palatine.requests().assertSubmitted(1);
    }

    @Test
    void theJobIsReleasedAsSoonAsItIsFetchedWhereThatIsAskedFor() {
        send("direct:fetched", Recordings.wav(1));

        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(1));
    }

    @Test
    void theJobIsKeptWhereThatIsAskedFor() {
        String jobId = jobId(send("direct:kept", Recordings.wav(1)));

        context.stop();

        palatine.requests().assertNotReleased(jobId);
    }

    @Test
    void aReleaseThatFailsNeverFailsTheRoute() {
        palatine.faults().onRelease().status(500).always();

        Exchange reply = send("palatine:transcribe?maxRetries=1", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        Awaitility.await().untilAsserted(() -> assertThat(palatine.requests().count(PalatineCall.RELEASE))
                .isEqualTo(2));
    }

    /** Its turn comes with the polls of the account: thousands may be due at the end of an outage. */
    @Test
    void nothingIsReleasedWhileTheProviderHasAskedForAPause() throws Exception {
        CompletableFuture<Exchange> first = asyncSend("direct:held");
        held.await();
        palatine.faults()
                .onSubmit()
                .status(429)
                .retryAfter(Duration.ofSeconds(2))
                .once();
        CompletableFuture<Exchange> second = asyncSend("palatine:transcribe");
        PalatineEndpoint endpoint = context.getEndpoint("palatine:transcribe", PalatineEndpoint.class);
        Awaitility.await().until(() -> endpoint.getRefusals() == 1);
        long paused = System.nanoTime();

        mayEnd.countDown();
        Awaitility.await().until(() -> palatine.requests().count(PalatineCall.RELEASE) > 0);

        assertThat(Duration.ofNanos(System.nanoTime() - paused)).isGreaterThan(Duration.ofMillis(1_500));
        CompletableFuture.allOf(first, second).join();
    }

    private CompletableFuture<Exchange> asyncSend(String uri) {
        return template.asyncSend(uri, exchange -> exchange.getMessage().setBody(Recordings.wav(1)));
    }

    @Test
    void redeliveriesOfTheSameExchangeBuyOneJobAndReleaseItOnce() {
        Exchange reply = send("direct:redelivered", Recordings.wav(1));

        assertThat(reply.getException()).isNull();
        palatine.requests().assertSubmitted(1);
        Awaitility.await().untilAsserted(() -> palatine.requests().assertReleased(1));
        context.stop();
        assertThat(palatine.requests().count(PalatineCall.RELEASE)).isEqualTo(1);
    }

    @Test
    void aReleaseThatIsUnderWayIsWaitedForWhenTheContextStops() {
        palatine.faults().onRelease().delay(Duration.ofMillis(300)).once();
        send("palatine:transcribe", Recordings.wav(1));

        context.stop();

        palatine.requests().assertReleased(1);
    }
}

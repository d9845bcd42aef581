/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.testing.OpenRecords;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Jobs that are recorded in a job repository, at a provider with a life cycle. */
class ShopotRecordedJobsTest extends ShopotTestSupport {

    private static final Map<String, Object> KEY = Map.of(TranscriptionConstants.JOB_KEY, "talk of Monday");

    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    private void routes(RouteBuilder routes) throws Exception {
        context.getRegistry().bind("jobs", repository);
        context.addRoutes(routes);
    }

    @Test
    void aRecordingWhoseDeliveryFailedIsNotBoughtAgain() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("shopot:transcribe?jobRepository=#jobs&outputFormat=text")
                        .process(exchange -> {
                            delivered.add(exchange.getMessage().getBody(String.class));
                            if (delivered.size() < 4) {
                                throw new IllegalStateException("the disk of the receiver is full");
                            }
                        });
            }
        });

        for (int failures = 0; failures < 3; failures++) {
            assertThat((Throwable) send("direct:in", Recordings.wav(1), KEY).getException())
                    .hasMessageContaining("the disk of the receiver");
            await().untilAsserted(() ->
                    assertThat(OpenRecords.of(repository)).containsExactly("shopot:transcribe:talk of Monday"));
        }
        Exchange last = send("direct:in", Recordings.wav(1), KEY);

        assertThat((Throwable) last.getException()).isNull();
        assertThat(last.getMessage().getHeader(TranscriptionConstants.JOB_KEY)).isEqualTo("talk of Monday");
        assertThat(delivered).hasSize(4).containsOnly("[simulated speech 1]");
        await().until(() -> OpenRecords.of(repository).isEmpty());
        shopot.requests().assertSubmitted(1);
    }

    @Test
    void whatOneRouteSubmitsAnotherOneEmitsWhenItIsFinished() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").to("shopot:submit?jobRepository=#jobs");
                from("shopot:results?jobRepository=#jobs&delay=50&outputFormat=srt")
                        .process(exchange -> delivered.add(
                                exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class) + " "
                                        + exchange.getMessage().getBody(String.class)));
            }
        });

        Exchange submitted = send("direct:in", Recordings.wav(1), KEY);

        await().until(() -> delivered.size() == 1 && OpenRecords.of(repository).isEmpty());
        assertThat(delivered.get(0))
                .startsWith(submitted.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class))
                .contains("-->", "[simulated speech 1]");
        shopot.requests().assertSubmitted(1);
    }

    @Test
    void theSameRecordingIsBoughtOnceWhereverTheProviderIsToCallBack() throws Exception {
        routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in")
                        .to("shopot:submit?jobRepository=#jobs&jobKey=content&callbackUrl=https://example.org/hook"
                                + "&callbackId=${exchangeId}&summary=brief");
                from("direct:other").to("shopot:submit?jobRepository=#jobs&jobKey=content&summary=medium");
            }
        });

        String first = jobOf(send("direct:in", Recordings.wav(1)));

        assertThat(jobOf(send("direct:in", Recordings.wav(1)))).isEqualTo(first);
        assertThat(jobOf(send("direct:other", Recordings.wav(1)))).isNotEqualTo(first);
        shopot.requests().assertSubmitted(2);
    }

    private static String jobOf(Exchange exchange) {
        assertThat((Throwable) exchange.getException()).isNull();
        return exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
    }
}

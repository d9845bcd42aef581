/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What holds for jobs in a job repository at each provider; a {@link ComponentTestSupport} implements it. */
public interface RecordedJobsContract {

    /** The component's scheme. */
    String scheme();

    /** Fails unless the provider has taken so many submissions. */
    void assertSubmitted(int count);

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
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.event.JobEventKind;
import io.github.cameltranscription.event.TranscriptionJobEvent;
import io.github.cameltranscription.simulator.ManualClock;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.testing.Recordings;

import static io.github.cameltranscription.event.JobEventKind.COMPLETED;
import static io.github.cameltranscription.event.JobEventKind.FAILED;
import static io.github.cameltranscription.event.JobEventKind.PROGRESSED;
import static io.github.cameltranscription.event.JobEventKind.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AiesaEventsTest extends AiesaTestSupport {

    private final ManualClock time = new ManualClock(Instant.now());
    private final List<TranscriptionJobEvent> events = new CopyOnWriteArrayList<>();

    @Override
    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder.clock(time).processingTime(Duration.ofSeconds(300));
    }

    @BeforeEach
    void listen() throws Exception {
        EventNotifierSupport recorder = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof TranscriptionJobEvent ours) {
                    events.add(ours);
                }
            }
        };
        recorder.setCamelContext(context);
        recorder.start();
        context.getManagementStrategy().addEventNotifier(recorder);
    }

    /** In the simulator a job is queued for a third of its time, and then its progress rises with the clock. */
    @Test
    void progressRisesToAHundred() {
        CompletableFuture<Exchange> reply = asyncSend("aiesa:transcribe", Recordings.wav(1));

        awaitEvent(PROGRESSED, 0);
        time.advance(Duration.ofSeconds(150));
        awaitEvent(PROGRESSED, 25);
        time.advance(Duration.ofSeconds(100));
        awaitEvent(PROGRESSED, 75);
        time.advance(Duration.ofSeconds(50));
        Exchange done = reply.orTimeout(1, TimeUnit.MINUTES).join();

        assertThat(events)
                .extracting(TranscriptionJobEvent::getKind)
                .containsExactly(SUBMITTED, PROGRESSED, PROGRESSED, PROGRESSED, COMPLETED);
        assertThat(events).extracting(TranscriptionJobEvent::getProgress).containsExactly(null, 0, 25, 75, 100);
        assertThat(events).allSatisfy(event -> assertThat(event)
                .returns("aiesa", TranscriptionJobEvent::getProvider)
                .returns("transcribe", TranscriptionJobEvent::getOperation)
                .returns(jobId(done), TranscriptionJobEvent::getJobId)
                .returns(done, TranscriptionJobEvent::getExchange));
    }

    private void awaitEvent(JobEventKind kind, int progress) {
        await().until(() -> events.stream()
                .anyMatch(event ->
                        event.getKind() == kind && Integer.valueOf(progress).equals(event.getProgress())));
    }

    @Test
    void aFailureHasTheLastProgress() {
        aiesa.faults().onProcessing().error("No speech found").once();
        CompletableFuture<Exchange> reply = asyncSend("aiesa:transcribe", Recordings.wav(1));

        awaitEvent(PROGRESSED, 0);
        time.advance(Duration.ofSeconds(200));
        awaitEvent(PROGRESSED, 50);
        time.advance(Duration.ofSeconds(100));
        reply.orTimeout(1, TimeUnit.MINUTES).join();

        TranscriptionJobEvent last = events.get(events.size() - 1);
        assertThat(last.getKind()).isEqualTo(FAILED);
        assertThat(last.getProgress()).isEqualTo(50);
        assertThat(last.getErrorCategory()).isEqualTo(ErrorCategory.JOB_FAILED);
    }

    @Test
    void aSubmissionIsReportedAndARefusedOneIsReportedAsFailed() {
        String jobId = submit();
        send("aiesa:transcribe?maxCost=0.1", Recordings.wav(1));

        assertThat(events).extracting(TranscriptionJobEvent::getKind).containsExactly(SUBMITTED, FAILED);
        assertThat(events.get(0).getJobId()).isEqualTo(jobId);
        assertThat(events.get(1).getJobId()).isNull();
        assertThat(events.get(1).getErrorCategory()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    }
}

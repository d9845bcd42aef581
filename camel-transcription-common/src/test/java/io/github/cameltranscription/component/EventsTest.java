/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.engine.JobStatus;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.event.JobEventKind;
import io.github.cameltranscription.event.TranscriptionJobEvent;
import io.github.cameltranscription.job.TranscriptionJob;

import static io.github.cameltranscription.event.JobEventKind.COMPLETED;
import static io.github.cameltranscription.event.JobEventKind.FAILED;
import static io.github.cameltranscription.event.JobEventKind.PROGRESSED;
import static io.github.cameltranscription.event.JobEventKind.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

class EventsTest extends ComponentTest {

    private static final String QUICK = "?initialDelay=1&maxPollInterval=1";

    private final List<TranscriptionJobEvent> events = new CopyOnWriteArrayList<>();

    private final class Recorder extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof TranscriptionJobEvent ours) {
                events.add(ours);
            }
        }
    }

    private static final class Faulty extends EventNotifierSupport {
        @Override
        public void notify(CamelEvent event) {
            if (event instanceof TranscriptionJobEvent) {
                throw new IllegalStateException("a bug in a notifier");
            }
        }
    }

    @BeforeEach
    void listen() throws Exception {
        addNotifier(new Faulty());
        addNotifier(new Recorder());
    }

    private void addNotifier(EventNotifierSupport notifier) throws Exception {
        notifier.setCamelContext(context);
        notifier.start();
        context.getManagementStrategy().addEventNotifier(notifier);
    }

    @Test
    void aJobIsSubmittedRisesAndIsCompleted() {
        for (Integer progress : new Integer[] {0, 10, null, 10, 5, 65}) {
            cloud.onStatus(() -> CompletableFuture.completedFuture(JobStatus.pending("fake", "job-1", progress)));
        }

        Exchange exchange = send("fake:transcribe" + QUICK, RECORDING);

        assertThat(kinds())
                .containsExactly(SUBMITTED, PROGRESSED, PROGRESSED, PROGRESSED, COMPLETED)
                .as("as other notifiers throw");
        assertThat(events).extracting(TranscriptionJobEvent::getProgress).containsExactly(null, 0, 10, 65, 100);
        assertThat(events).allSatisfy(event -> assertThat(event)
                .returns("job-1", TranscriptionJobEvent::getJobId)
                .returns("fake", TranscriptionJobEvent::getProvider)
                .returns("transcribe", TranscriptionJobEvent::getOperation)
                .returns(exchange, TranscriptionJobEvent::getExchange)
                .returns(exchange, TranscriptionJobEvent::getSource)
                .returns(CamelEvent.Type.Custom, CamelEvent::getType)
                .matches(told -> told.getTimestamp() > 0));
        assertThat(events.get(3)).hasToString("fake transcribe job job-1: PROGRESSED, 65 %");
    }

    @Test
    void aJobThatIsAwaitedTellsTheSameButItsSubmission() {
        cloud.onStatus(() -> CompletableFuture.completedFuture(JobStatus.pending("fake", "job-9", 40)));

        send("fake:await" + QUICK, new TranscriptionJob("fake", "job-9", null, null));

        assertThat(kinds()).containsExactly(PROGRESSED, COMPLETED);
    }

    @Test
    void aSubmissionTellsThatItWasTaken() {
        send("fake:submit", RECORDING);

        assertThat(kinds()).containsExactly(SUBMITTED);
        assertThat(events.get(0).getJobId()).isEqualTo("job-1");
    }

    @Test
    void aFailureTellsItsCategoryAndHowFarTheJobWas() {
        cloud.onStatus(() -> CompletableFuture.completedFuture(JobStatus.pending("fake", "job-1", 30)))
                .onStatus(() -> CompletableFuture.completedFuture(
                        JobStatus.failed("fake", "job-1", ErrorCategory.JOB_FAILED, "no speech")));

        send("fake:transcribe" + QUICK, RECORDING);

        assertThat(kinds()).containsExactly(SUBMITTED, PROGRESSED, FAILED);
        assertThat(events.get(2))
                .returns(ErrorCategory.JOB_FAILED, TranscriptionJobEvent::getErrorCategory)
                .returns(30, TranscriptionJobEvent::getProgress)
                .hasToString("fake transcribe job job-1: FAILED, 30 %, JOB_FAILED");
    }

    @Test
    void whoeverIgnoresExchangeEventsIsToldNothing() {
        context.getManagementStrategy().getEventNotifiers().forEach(notifier -> notifier.setIgnoreExchangeEvents(true));

        send("fake:transcribe" + QUICK, RECORDING, Map.of());

        assertThat(events).isEmpty();
        assertThat(cloud.submissions()).hasSize(1);
    }

    private List<JobEventKind> kinds() {
        return events.stream().map(TranscriptionJobEvent::getKind).toList();
    }
}

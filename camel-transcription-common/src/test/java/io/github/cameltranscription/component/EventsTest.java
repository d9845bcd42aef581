/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.awaitility.Awaitility;
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
import static io.github.cameltranscription.event.JobEventKind.RELEASED;
import static io.github.cameltranscription.event.JobEventKind.SUBMITTED;
import static org.assertj.core.api.Assertions.assertThat;

class EventsTest extends ComponentTest {

    private static final String QUICK = "?initialDelay=1&maxPollInterval=1";

    private final List<TranscriptionJobEvent> events = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() throws Exception {
        addNotifier(event -> {
            throw new NoClassDefFoundError("a bug in a notifier");
        });
        addNotifier(events::add);
    }

    private void addNotifier(Consumer<TranscriptionJobEvent> receiver) throws Exception {
        EventNotifierSupport notifier = new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof TranscriptionJobEvent ours) {
                    receiver.accept(ours);
                }
            }
        };
        notifier.setCamelContext(context);
        notifier.start();
        context.getManagementStrategy().addEventNotifier(notifier);
    }

    @Test
    void aJobHasEventsOfItsSubmissionProgressCompletionAndRelease() {
        for (Integer progress : new Integer[] {0, 10, null, 10, 5, 65}) {
            cloud.onStatus(JobStatus.pending("fake", "job-1", progress));
        }

        Exchange exchange = send("fake:transcribe" + QUICK, RECORDING);

        awaitKinds(SUBMITTED, PROGRESSED, PROGRESSED, PROGRESSED, COMPLETED, RELEASED);
        assertThat(events).extracting(TranscriptionJobEvent::getProgress).containsExactly(null, 0, 10, 65, 100, null);
        assertThat(events).allSatisfy(event -> assertThat(event)
                .returns("job-1", TranscriptionJobEvent::getJobId)
                .returns("fake", TranscriptionJobEvent::getProvider)
                .returns("transcribe", TranscriptionJobEvent::getOperation)
                .returns(event.getSource(), TranscriptionJobEvent::getExchange)
                .returns(CamelEvent.Type.Custom, CamelEvent::getType)
                .matches(stamped -> stamped.getTimestamp() > 0));
        assertThat(events.subList(0, 5))
                .extracting(TranscriptionJobEvent::getExchange)
                .containsOnly(exchange);
        assertThat(events.get(5).getExchange())
                .as("it has ended")
                .isNotSameAs(exchange)
                .returns("job-1", ended -> ended.getMessage().getHeader(TranscriptionConstants.JOB_ID));
        assertThat(events.get(3)).hasToString("fake transcribe job job-1: PROGRESSED, 65 %");
    }

    @Test
    void aJobThatIsAwaitedHasTheSameEventsExceptItsSubmission() {
        cloud.onStatus(JobStatus.pending("fake", "job-9", 40));

        send("fake:await" + QUICK, new TranscriptionJob("fake", "job-9", null, null));

        awaitKinds(PROGRESSED, COMPLETED, RELEASED);
    }

    @Test
    void aReleaseThatFailsIsNoEvent() {
        cloud.releasing(job -> CompletableFuture.failedFuture(FakeCloud.trouble(ErrorCategory.INVALID_REQUEST)));

        send("fake:transcribe" + QUICK, RECORDING);

        Awaitility.await().until(() -> !cloud.releases().isEmpty());
        assertThat(kinds()).containsExactly(SUBMITTED, COMPLETED);
    }

    @Test
    void resultsHasTheEventsOfTheEndOfSubmittedJobs() {
        node.results("&initialDelay=1&maxPollInterval=1");

        node.send("fake:submit?jobRepository=#jobs", "talk");

        awaitKinds(SUBMITTED, COMPLETED, RELEASED);
        cloud.onStatusFailed("job-2", "no speech");
        node.send("fake:submit?jobRepository=#jobs", "other");
        awaitKinds(SUBMITTED, COMPLETED, RELEASED, SUBMITTED, FAILED);
    }

    @Test
    void aFailureHasItsCategoryAndTheProgressOfTheJob() {
        cloud.onStatus(JobStatus.pending("fake", "job-1", 30)).onStatusFailed("job-1", "no speech");

        send("fake:transcribe" + QUICK, RECORDING);

        assertThat(kinds()).containsExactly(SUBMITTED, PROGRESSED, FAILED);
        assertThat(events.get(2))
                .returns(ErrorCategory.JOB_FAILED, TranscriptionJobEvent::getErrorCategory)
                .returns(30, TranscriptionJobEvent::getProgress)
                .hasToString("fake transcribe job job-1: FAILED, 30 %, JOB_FAILED");
    }

    @Test
    void aNotifierThatIgnoresExchangeEventsReceivesNone() {
        context.getManagementStrategy().getEventNotifiers().forEach(notifier -> notifier.setIgnoreExchangeEvents(true));

        send("fake:transcribe" + QUICK, RECORDING);

        assertThat(events).isEmpty();
        assertThat(cloud.submissions()).hasSize(1);
    }

    private void awaitKinds(JobEventKind... expected) {
        Awaitility.await().untilAsserted(() -> assertThat(kinds()).containsExactly(expected));
    }

    private List<JobEventKind> kinds() {
        return events.stream().map(TranscriptionJobEvent::getKind).toList();
    }
}

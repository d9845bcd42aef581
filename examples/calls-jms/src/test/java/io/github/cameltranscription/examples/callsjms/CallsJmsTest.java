/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.callsjms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.component.TranscriptionEndpoint;
import io.github.cameltranscription.simulator.ProviderSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route between a folder and a real JMS broker, with three providers. */
@QuarkusTest
@QuarkusTestResource(PeersResource.class)
class CallsJmsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);
    private static final Path RECORDINGS = Path.of("../file-pipeline/recordings");

    EmbeddedPeers peers;

    @Inject
    CamelContext camel;

    private ProviderSimulator simulator;

    @BeforeEach
    void allIsWell() {
        simulator = peers.simulator();
    }

    @AfterEach
    void noFaults() {
        simulator.aiesa().faults().clear();
        simulator.palatine().faults().clear();
        simulator.shopot().faults().clear();
    }

    /** What is learned of a provider ends with its endpoints. */
    @AfterEach
    void nothingLearned() {
        List<Endpoint> endpoints = camel.getEndpoints().stream()
                .filter(TranscriptionEndpoint.class::isInstance)
                .toList();
        endpoints.forEach(ServiceHelper::stopService);
        endpoints.forEach(ServiceHelper::startService);
    }

    @Test
    void aCallBecomesAMessageInTheQueue() throws Exception {
        drop("call.wav", "Звонок.wav");

        Message message = receive("calls.transcripts");

        assertThat(message.getStringProperty("provider")).isEqualTo("aiesa");
        assertThat(message.getStringProperty("file")).isEqualTo("Звонок.wav");
        assertThat(message.getStringProperty("job")).isNotBlank();
        assertThat(message.getBody(String.class)).startsWith("{").contains("\"segments\"");
        awaitFile("done/Звонок.wav");
    }

    @Test
    void theNextProviderAnswersWhereOneDoesNot() throws Exception {
        simulator
                .aiesa()
                .faults()
                .onSubmit()
                .status(503)
                .retryAfter(RETRY_AFTER)
                .always();
        simulator.palatine().faults().onSubmit().status(429).always();

        drop("call.wav", "third.wav");

        Message message = receive("calls.transcripts");
        assertThat(message.getStringProperty("provider")).isEqualTo("shopot");
        assertThat(message.getBody(String.class)).contains("\"provider\":\"shopot\"");
        awaitFile("done/third.wav");
        simulator.shopot().requests().assertSubmitted(1);
    }

    @Test
    void aCallThatCannotBeTranscribedIsNoMatterForTheNextProvider() throws Exception {
        long before = simulator.palatine().requests().paidSubmissions();

        drop("broken.wav", "broken.wav");

        Message message = receive("calls.failed");
        assertThat(message.getStringProperty("file")).isEqualTo("broken.wav");
        assertThat(message.getStringProperty("provider")).isEqualTo("aiesa");
        assertThat(message.getStringProperty("category")).isEqualTo("JOB_FAILED");
        assertThat(message.getBody(String.class)).contains("JOB_FAILED");
        awaitFile("error/broken.wav");
        assertThat(simulator.palatine().requests().paidSubmissions()).isEqualTo(before);
    }

    @Test
    void aCallThatNobodyTakesComesAgain() throws Exception {
        simulator
                .aiesa()
                .faults()
                .onSubmit()
                .status(503)
                .retryAfter(RETRY_AFTER)
                .always();
        simulator
                .palatine()
                .faults()
                .onSubmit()
                .status(503)
                .retryAfter(RETRY_AFTER)
                .always();
        simulator.shopot().faults().onSubmit().status(429).once();

        drop("call.wav", "again.wav");

        // In a later round, the third provider takes it.
        Message message = receive("calls.transcripts");
        assertThat(message.getStringProperty("file")).isEqualTo("again.wav");
        assertThat(message.getStringProperty("provider")).isEqualTo("shopot");
        awaitFile("done/again.wav");
    }

    @Test
    void aTranscriptWaitsForTheBroker() throws Exception {
        long before = simulator.aiesa().requests().paidSubmissions();
        peers.stopBroker();
        try {
            drop("call.wav", "waits.wav");
            await().atMost(LIMIT).until(() -> simulator.aiesa().jobs().stream()
                    .anyMatch(job -> job.fileName().equals("waits.wav") && job.fetched()));
        } finally {
            peers.startBrokerAgain();
        }

        Message message = receive("calls.transcripts");
        assertThat(message.getStringProperty("file")).isEqualTo("waits.wav");
        awaitFile("done/waits.wav");
        assertThat(simulator.aiesa().requests().paidSubmissions()).isEqualTo(before + 1);
    }

    private void drop(String recording, String name) throws IOException {
        Files.copy(RECORDINGS.resolve(recording), peers.folder().resolve(name));
    }

    private Message receive(String queue) {
        try (JMSContext context = peers.queues();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            Message message = consumer.receive(LIMIT.toMillis());
            assertThat(message).as("message from " + queue).isNotNull();
            return message;
        }
    }

    private void awaitFile(String name) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(peers.folder().resolve(name)).exists());
    }
}

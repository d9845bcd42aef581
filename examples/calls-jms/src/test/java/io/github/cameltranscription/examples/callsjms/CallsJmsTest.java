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
import jakarta.jms.Message;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.fault.FaultRule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route between a folder and a real JMS broker, with three providers. */
@QuarkusTest
@QuarkusTestResource(EmbeddedPeers.class)
class CallsJmsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    EmbeddedPeers peers;

    @Inject
    CamelContext camel;

    private ProviderSimulator simulator;

    @BeforeEach
    void findSimulator() {
        simulator = peers.simulator();
    }

    /** A component forgets what it learned of a provider when it stops; a stop of its endpoints does not wait for that. */
    @AfterEach
    void allAreUpAgain() {
        simulator.aiesa().faults().clear();
        simulator.palatine().faults().clear();
        simulator.shopot().faults().clear();
        for (String provider : List.of("aiesa", "palatine", "shopot")) {
            ServiceHelper.stopService(camel.hasComponent(provider));
            ServiceHelper.startService(camel.hasComponent(provider));
        }
    }

    @Test
    void aCallBecomesAMessageInTheQueue() throws Exception {
        drop("call.wav", "Звонок.wav");

        Message message = receive(EmbeddedPeers.TRANSCRIPTS);

        assertThat(message.getStringProperty("provider")).isEqualTo("aiesa");
        assertThat(message.getStringProperty("file")).isEqualTo("Звонок.wav");
        assertThat(message.getStringProperty("job")).isNotBlank();
        assertThat(message.getBody(String.class)).startsWith("{").contains("\"segments\"");
        awaitFile("done/Звонок.wav");
    }

    @Test
    void theNextProviderAnswersIfOneDoesNot() throws Exception {
        long before = simulator.shopot().requests().paidSubmissions();
        isDown(simulator.aiesa().faults().onSubmit());
        simulator.palatine().faults().onSubmit().status(429).always();

        drop("call.wav", "third.wav");

        Message message = receive(EmbeddedPeers.TRANSCRIPTS);
        assertThat(message.getStringProperty("provider")).isEqualTo("shopot");
        assertThat(message.getBody(String.class)).contains("\"provider\":\"shopot\"");
        awaitFile("done/third.wav");
        simulator.shopot().requests().assertSubmitted(before + 1);
    }

    @Test
    void aCallThatCannotBeTranscribedIsNotPassedOn() throws Exception {
        long before = simulator.palatine().requests().paidSubmissions();

        drop("broken.wav", "broken.wav");

        Message message = receive(EmbeddedPeers.FAILED);
        assertThat(message.getStringProperty("file")).isEqualTo("broken.wav");
        assertThat(message.getStringProperty("provider")).isEqualTo("aiesa");
        assertThat(message.getStringProperty("category")).isEqualTo("JOB_FAILED");
        assertThat(message.getBody(String.class)).contains("JOB_FAILED");
        awaitFile("error/broken.wav");
        simulator.palatine().requests().assertSubmitted(before);
    }

    @Test
    void aCallThatNoProviderTakesComesAgain() throws Exception {
        isDown(simulator.aiesa().faults().onSubmit());
        isDown(simulator.palatine().faults().onSubmit());
        simulator.shopot().faults().onSubmit().status(429).once();

        drop("call.wav", "again.wav");

        // In a later round, the third provider takes it.
        Message message = receive(EmbeddedPeers.TRANSCRIPTS);
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

        Message message = receive(EmbeddedPeers.TRANSCRIPTS);
        assertThat(message.getStringProperty("file")).isEqualTo("waits.wav");
        awaitFile("done/waits.wav");
        simulator.aiesa().requests().assertSubmitted(before + 1);
    }

    private static void isDown(FaultRule submission) {
        submission.status(503).retryAfter(RETRY_AFTER).always();
    }

    private void drop(String recording, String name) throws IOException {
        // The route takes a file after 1 ms, so the file must come whole.
        Path whole = peers.calls().resolveSibling(name);
        Files.copy(EmbeddedPeers.RECORDINGS.resolve(recording), whole);
        Files.move(whole, peers.calls().resolve(name));
    }

    private Message receive(String queue) {
        Message message = peers.receive(queue, LIMIT.toMillis());
        assertThat(message).as("message from " + queue).isNotNull();
        return message;
    }

    private void awaitFile(String name) {
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(peers.calls().resolve(name)).exists());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.callsjms;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import io.github.cameltranscription.peers.DemoReport;
import io.github.cameltranscription.peers.ExamplePeers;
import io.github.cameltranscription.peers.JmsBroker;

/** A JMS broker. */
public class EmbeddedPeers extends ExamplePeers implements QuarkusTestResourceLifecycleManager {

    static final String TRANSCRIPTS = "calls.transcripts";
    static final String FAILED = "calls.failed";

    private static final long WAIT_MILLIS = 100;

    private Path calls;
    private JmsBroker broker;

    /** Creates them; nothing is started. */
    public EmbeddedPeers() {
        super("aiesa", "palatine", "shopot");
    }

    /** Runs the demo. */
    public static void main(String[] arguments) throws Exception {
        new EmbeddedPeers().demonstrate(arguments);
    }

    @Override
    protected void start(Path folder, Map<String, String> settings) throws Exception {
        calls = Files.createDirectories(folder.resolve("calls"));
        broker = JmsBroker.start();
        settings.put("folder", calls.toString());
        settings.put("settled-after", "1");
        settings.put("poll-delay", "100");
        settings.put("jms.url", broker.url());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(EmbeddedPeers.class));
    }

    /** The folder of the calls. */
    Path calls() {
        return calls;
    }

    /** Waits for a message, and returns {@code null} if none comes in time. */
    Message receive(String queue, long millis) {
        try (JMSContext context = new ActiveMQConnectionFactory(broker.url()).createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(queue))) {
            return consumer.receive(millis);
        }
    }

    /** The messages in the queues are lost. */
    void stopBroker() {
        broker.close();
    }

    void startBrokerAgain() throws Exception {
        broker = JmsBroker.start(broker.url());
    }

    @Override
    protected void close() {
        broker.close();
    }

    @Override
    protected String servers() {
        return "a JMS broker of its own";
    }

    /** AIESA is down in the demo, so the next provider takes each call. */
    @Override
    protected boolean give(Path recording) throws IOException {
        simulator()
                .aiesa()
                .faults()
                .onSubmit()
                .status(503)
                .retryAfter(Duration.ofMinutes(1))
                .always();
        Files.copy(recording, calls.resolve(recording.getFileName()));
        return true;
    }

    @Override
    protected void report(DemoReport report) throws Exception {
        for (String queue : List.of(TRANSCRIPTS, FAILED)) {
            Message message = receive(queue, WAIT_MILLIS);
            if (message != null) {
                report.outcome(
                        message.getStringProperty("file"),
                        message.getStringProperty("category"),
                        "by " + message.getStringProperty("provider") + ", in the queue " + queue);
            }
        }
    }

    @Override
    protected List<String> places() {
        return List.of("Calls: " + calls);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.callsjms;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import jakarta.jms.JMSContext;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;

import io.github.cameltranscription.peers.JmsBroker;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** A JMS broker, and what stands in for the services, for the demo and the tests. */
final class EmbeddedPeers implements AutoCloseable {

    private static final String KEY = "simulated";
    private static final double REAL_TIME_FACTOR = 0.3;

    private final Path folder;
    private final ProviderSimulator simulator;
    private JmsBroker broker;

    private EmbeddedPeers(Path folder, ProviderSimulator simulator, JmsBroker broker) {
        this.folder = folder;
        this.simulator = simulator;
        this.broker = broker;
    }

    /**
     * Starts them.
     *
     * @param folder  for the calls; empty
     * @param scripts has the words of {@code call.wav} in {@code call.wav.txt}
     */
    static EmbeddedPeers start(Path folder, Path scripts) throws Exception {
        return new EmbeddedPeers(
                Files.createDirectories(folder.resolve("calls")),
                ProviderSimulator.builder()
                        .aiesaPublicKey(KEY)
                        .aiesaSecretKey(KEY)
                        .palatineApiKey(KEY)
                        .shopotApiKey(KEY)
                        .realTimeFactor(REAL_TIME_FACTOR)
                        .scripts(scripts)
                        .start(),
                JmsBroker.start());
    }

    /** For {@code application.properties}. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("camel.component.aiesa.base-url", simulator.aiesa().baseUrl());
        settings.put("camel.component.aiesa.public-key", KEY);
        settings.put("camel.component.aiesa.secret-key", KEY);
        settings.put("camel.component.palatine.base-url", simulator.palatine().baseUrl());
        settings.put("camel.component.palatine.api-key", KEY);
        settings.put("camel.component.shopot.base-url", simulator.shopot().baseUrl());
        settings.put("camel.component.shopot.api-key", KEY);
        settings.put("folder", folder.toString());
        settings.put("settled-after", "1");
        settings.put("poll-delay", "100");
        settings.put("jms.url", broker.url());
        return settings;
    }

    /** Stands in for the services. */
    ProviderSimulator simulator() {
        return simulator;
    }

    /** The folder of the calls. */
    Path folder() {
        return folder;
    }

    /** Sees the queues. */
    JMSContext queues() {
        return new ActiveMQConnectionFactory(broker.url()).createContext();
    }

    /** What was in the queues is gone. */
    void stopBroker() {
        broker.close();
    }

    void startBrokerAgain() throws Exception {
        broker = JmsBroker.start(broker.url());
    }

    @Override
    public void close() {
        broker.close();
        simulator.close();
    }
}

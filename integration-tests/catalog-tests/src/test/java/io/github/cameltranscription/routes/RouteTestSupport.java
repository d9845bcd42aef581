/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.testing.Recordings;

/** One simulator of all providers, and one recording, for all tests of a class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
abstract class RouteTestSupport {

    /** The file name of the recording. */
    static final String NAME = "Совещание.wav";

    ProviderSimulator simulator;
    Path folder;
    File recording;

    @BeforeAll
    void startSimulator(@TempDir Path temporary) throws Exception {
        simulator = ProviderSimulator.builder()
                .streamLatency(Duration.ZERO)
                .streamRealTimeFactor(0)
                .start();
        folder = temporary;
        recording = Files.write(folder.resolve(NAME), Recordings.wav(1)).toFile();
    }

    @AfterAll
    void stopSimulator() {
        simulator.close();
    }

    /** Clears the faults and the recorded requests of all providers. */
    @BeforeEach
    void resetSimulator() {
        simulator.palatine().faults().clear();
        simulator.shopot().faults().clear();
        simulator.aiesa().faults().clear();
        forgetRequests();
    }

    void forgetRequests() {
        simulator.palatine().streams().clear();
        Stream.of(Provider.values())
                .forEach(provider -> provider.requests(simulator).clear());
    }

    /** Sends a message to an endpoint, and returns the exchange, failed or not. */
    static Exchange send(CamelContext context, String uri, Object body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to(uri)
                .withHeaders(headers)
                .withBody(body)
                .send();
    }

    /** Sends a message to an operation in a context of its own. */
    Exchange send(Provider provider, String operation, Object body, Map<String, Object> headers) throws Exception {
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.start();
            return send(context, provider.scheme() + ":" + operation, body, headers);
        }
    }

    Exchange send(Provider provider, String operation, Object body) throws Exception {
        return send(provider, operation, body, Map.of());
    }
}

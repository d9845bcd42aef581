/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.time.Duration;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;

/** A simulator without latency for each test, and the client's Vert.x. */
abstract class StreamTestBase {

    static final String QUERY = "?token=test-key&sample_rate=16000";
    static final int RATE = 16_000;
    static final int BYTES_PER_MILLISECOND = 32;
    static final int BLOCK = 300 * BYTES_PER_MILLISECOND;

    private static Vertx vertx;

    static StreamClient.Network network;

    PalatineSimulator palatine;
    private ProviderSimulator simulator;

    @BeforeAll
    static void startClient() {
        vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        network = StreamClient.Network.of(vertx);
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @AfterAll
    static void stopClient() {
        vertx.close();
    }

    @BeforeEach
    void start() {
        start(fast());
    }

    /** In place of the simulator that runs. */
    void start(ProviderSimulatorBuilder builder) {
        stop();
        simulator = builder.start();
        palatine = simulator.palatine();
    }

    @AfterEach
    void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }

    /** Without any latency. */
    static ProviderSimulatorBuilder fast() {
        return ProviderSimulator.builder().streamLatency(Duration.ZERO).streamRealTimeFactor(0);
    }

    StreamClient open() {
        return open(QUERY);
    }

    StreamClient open(String query) {
        return open(query, null);
    }

    /** {@code authorization} is null for none. */
    StreamClient open(String query, String authorization) {
        return StreamClient.open(network, palatine, query, authorization);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.github.cameltranscription.simulator.ManualClock;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;

/** A simulator of its own for each test, on a manual clock, and a client of it. */
abstract class PalatineTestBase {

    final ManualClock clock = new ManualClock(Instant.parse("2025-08-26T20:47:17.856937Z"));
    ProviderSimulator simulator;
    PalatineSimulator palatine;
    PalatineClient client;

    @BeforeEach
    void start() throws IOException {
        simulator = configure(ProviderSimulator.builder().clock(clock)).start();
        palatine = simulator.palatine();
        client = new PalatineClient(palatine);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws IOException {
        return builder;
    }
}

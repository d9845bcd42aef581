/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.github.cameltranscription.simulator.ManualClock;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;

/** A simulator of its own for each test, on a manual clock, and a client of it. */
abstract class AiesaTestBase {

    /** It stands in another year: signatures have nothing to do with it. */
    final ManualClock clock = new ManualClock(Instant.parse("2025-10-29T11:22:33Z"));

    ProviderSimulator simulator;
    AiesaSimulator aiesa;
    AiesaClient client;

    @BeforeEach
    void start() {
        simulator = configure(ProviderSimulator.builder().clock(clock)).start();
        aiesa = simulator.aiesa();
        client = new AiesaClient(aiesa);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) {
        return builder;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;

import io.github.cameltranscription.simulator.SimulatorTestBase;

/** A simulator of AIESA and a client of it. */
abstract class AiesaTestBase extends SimulatorTestBase {

    AiesaSimulator aiesa;
    AiesaClient client;

    /** The clock stands in another year: signatures have nothing to do with it. */
    AiesaTestBase() {
        super("2025-10-29T11:22:33Z");
    }

    @Override
    @BeforeEach
    protected void start() throws IOException {
        super.start();
        aiesa = simulator.aiesa();
        client = new AiesaClient(aiesa);
    }
}

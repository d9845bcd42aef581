/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.io.IOException;

import org.junit.jupiter.api.BeforeEach;

import io.github.cameltranscription.simulator.SimulatorTestBase;

/** A simulator of Palatine and a client of it. */
abstract class PalatineTestBase extends SimulatorTestBase {

    PalatineSimulator palatine;
    PalatineClient client;

    PalatineTestBase() {
        super("2025-08-26T20:47:17.856937Z");
    }

    @Override
    @BeforeEach
    protected void start() throws IOException {
        super.start();
        palatine = simulator.palatine();
        client = new PalatineClient(palatine);
    }
}

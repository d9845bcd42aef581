/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

import static org.assertj.core.api.Assertions.assertThat;

/** A simulator of its own for each test, on a manual clock. */
public abstract class SimulatorTestBase {

    protected final ManualClock clock;
    protected ProviderSimulator simulator;

    protected SimulatorTestBase(String now) {
        clock = new ManualClock(Instant.parse(now));
    }

    @BeforeAll
    static void waitLongEnough() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(1));
    }

    @BeforeEach
    protected void start() throws IOException {
        simulator = configure(ProviderSimulator.builder().clock(clock)).start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    protected ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws IOException {
        return builder;
    }

    protected static void assertStatus(int status, HttpResponse<?>... answers) {
        for (HttpResponse<?> answer : answers) {
            assertThat(answer.statusCode())
                    .as("%s: %s", answer.uri(), answer.body())
                    .isEqualTo(status);
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Paid at most once unless reported uncertain, delivered at least once, never released before delivered, nothing stuck,
 * no two nodes begin a delivery under valid epochs, and nothing stays in an engine: for many seeds, each a run of more
 * than an hour of virtual time.
 */
@Tag("heavy")
class RecordSimulationTest {

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("io.github.cameltranscription");

    @BeforeAll
    static void stopLogging() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        LOG.setLevel(null);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingIsPaidTwiceForAnySeed() {
        long first = Long.getLong("simulation.first", 1);
        long last = Long.getLong("simulation.seeds", TestSize.of(1_000, 60_000));
        long delivered = 0;
        long reported = 0;
        long uncertain = 0;
        long deaths = 0;
        for (long seed = first; seed <= last; seed++) {
            RecordSimulation simulation = new RecordSimulation(seed);
            assertThat(simulation.run()).as("seed " + seed).isNull();
            delivered += simulation.delivered();
            reported += simulation.reported();
            uncertain += simulation.uncertain();
            deaths += simulation.deaths();
        }
        long seeds = last - first + 1;
        System.out.printf(
                "%d seeds: %d delivered, %d reported as failed, %d uncertain, %d deaths%n",
                seeds, delivered, reported, uncertain, deaths);
        if (seeds >= 1_000) {
            assertThat(delivered).as("delivered").isGreaterThan(seeds);
            assertThat(reported).as("reported as failed").isGreaterThan(seeds / 10);
            assertThat(uncertain).as("uncertain").isGreaterThan(seeds / 10);
            assertThat(deaths).as("processes that died").isGreaterThan(seeds);
        }
    }

    @Test
    void aSeedReproducesARun() {
        for (long seed = 1; seed <= 20; seed++) {
            RecordSimulation first = new RecordSimulation(seed);
            RecordSimulation second = new RecordSimulation(seed);
            first.run();
            second.run();
            assertThat(second.trace()).as("seed " + seed).isEqualTo(first.trace());
        }
    }
}

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    static void beQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void nothingIsLostAndNothingIsPaidTwiceForAnySeed() {
        long first = Long.getLong("simulation.first", 1);
        long last = Long.getLong("simulation.seeds", TestSize.of(1_000, 60_000));
        long delivered = 0;
        long told = 0;
        long uncertain = 0;
        long deaths = 0;
        for (long seed = first; seed <= last; seed++) {
            RecordSimulation simulation = new RecordSimulation(seed);
            assertThat(simulation.run()).as("seed " + seed).isNull();
            delivered += simulation.delivered();
            told += simulation.told();
            uncertain += simulation.uncertain();
            deaths += simulation.deaths();
        }
        long seeds = last - first + 1;
        System.out.printf(
                "%d seeds: %d delivered, %d told, %d uncertain, %d deaths%n",
                seeds, delivered, told, uncertain, deaths);
        if (seeds >= 1_000) {
            assertThat(delivered).as("delivered").isGreaterThan(seeds);
            assertThat(told).as("told that the provider has failed").isGreaterThan(seeds / 10);
            assertThat(uncertain).as("uncertain").isGreaterThan(seeds / 10);
            assertThat(deaths).as("processes that died").isGreaterThan(seeds);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1})
    void aSeedReproducesARun(long seed) {
        assertThat(new RecordSimulation(seed).run()).isEqualTo(new RecordSimulation(seed).run());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.job;

import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
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
class RecordSimulationTest {

    private static final int SEEDS = 1_500;
    private static final int SEEDS_OF_THE_FULL_BUILD = 60_000;

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
        int seeds = Integer.getInteger("simulation.seeds", TestSize.isFull() ? SEEDS_OF_THE_FULL_BUILD : SEEDS);
        for (long seed = Long.getLong("simulation.first", 1); seed <= seeds; seed++) {
            assertThat(new RecordSimulation(seed).run()).as("seed " + seed).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1})
    void aSeedReproducesARun(long seed) {
        assertThat(new RecordSimulation(seed).run()).isEqualTo(new RecordSimulation(seed).run());
    }
}

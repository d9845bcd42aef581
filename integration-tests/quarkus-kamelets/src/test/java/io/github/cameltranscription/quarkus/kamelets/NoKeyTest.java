/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.apache.camel.ProducerTemplate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** In test mode without a key, the simulator is used and logged. */
@QuarkusTest
@TestProfile(NoKeyTest.Profile.class)
class NoKeyTest {

    /** The same application without {@link SimulatorResource}, with its own log file. */
    public static class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.log.file.enabled",
                    "true",
                    "quarkus.log.file.path",
                    "target/no-key-" + UUID.randomUUID() + ".log");
        }
    }

    @Inject
    ProducerTemplate producer;

    @Inject
    ProviderSimulator simulator;

    @ConfigProperty(name = "quarkus.log.file.path")
    Path log;

    @Test
    void theSimulatorReplacesAllProviders() {
        assertThat(producer.requestBody("direct:transcribe", Recordings.wav(1), String.class))
                .contains("simulated speech 1");
        assertThat(producer.requestBody("shopot:transcribe?outputFormat=text", Recordings.wav(1), String.class))
                .contains("simulated speech 1");
        assertThat(producer.requestBody("direct:calculate", Recordings.wav(1), String.class))
                .contains("\"cost\":");
        simulator.palatine().requests().assertSubmitted(1);
        simulator.shopot().requests().assertSubmitted(1);
    }

    @Test
    void theLogNamesTheSimulatorOnce() throws Exception {
        List<String> logged = Files.readAllLines(log).stream()
                .filter(line -> line.contains("nothing is recognised"))
                .toList();

        assertThat(logged).singleElement().asString().contains("A simulator stands in for palatine, shopot, aiesa:");
    }
}

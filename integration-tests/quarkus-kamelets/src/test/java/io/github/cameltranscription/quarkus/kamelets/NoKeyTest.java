/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.apache.camel.ProducerTemplate;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** In test mode without a key: the simulator is used, and the log says so. */
@QuarkusTest
@TestProfile(NoKeyProfile.class)
class NoKeyTest {

    @Inject
    ProducerTemplate producer;

    @Inject
    ProviderSimulator simulator;

    @ConfigProperty(name = "quarkus.log.file.path")
    Path log;

    @Test
    void theSimulatorStandsInForAllProviders() {
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
    void theLogSaysSoOnce() throws Exception {
        List<String> said = Files.readAllLines(log).stream()
                .filter(line -> line.contains("nothing is recognised"))
                .toList();

        assertThat(said).singleElement().asString().contains("A simulator stands in for palatine, shopot, aiesa:");
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import io.github.cameltranscription.simulator.ProviderSimulator;

/** The providers' stand-in, started before the application. */
public class SimulatorResource implements QuarkusTestResourceLifecycleManager {

    private ProviderSimulator simulator;

    @Override
    public Map<String, String> start() {
        simulator = ProviderSimulator.builder()
                .palatineApiKey("quarkus-key")
                .streamLatency(Duration.ZERO)
                .streamRealTimeFactor(0)
                .shopotApiKey("quarkus-key")
                .shopotCallbackInterval(Duration.ofMillis(50))
                .aiesaPublicKey("quarkus-public-key")
                .aiesaSecretKey("quarkus-secret-key")
                .start();
        return Map.of(
                "camel.component.palatine.base-url", simulator.palatine().baseUrl(),
                "camel.component.palatine.api-key", "quarkus-key",
                "camel.component.shopot.base-url", simulator.shopot().baseUrl(),
                "camel.component.shopot.api-key", "quarkus-key",
                "camel.component.aiesa.base-url", simulator.aiesa().baseUrl(),
                "camel.component.aiesa.public-key", "quarkus-public-key",
                "camel.component.aiesa.secret-key", "quarkus-secret-key");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(simulator, new TestInjector.MatchesType(ProviderSimulator.class));
    }

    @Override
    public void stop() {
        simulator.close();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.webhook;

import java.time.Duration;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;

/** Shopot's stand-in, started before the application. */
public class ShopotResource implements QuarkusTestResourceLifecycleManager {

    private ProviderSimulator simulator;

    @Override
    public Map<String, String> start() {
        simulator = ProviderSimulator.builder()
                .shopotApiKey("quarkus-key")
                .shopotCallbackInterval(Duration.ofMillis(50))
                .start();
        return Map.of(
                "camel.component.shopot.base-url",
                simulator.shopot().baseUrl(),
                "camel.component.shopot.api-key",
                "quarkus-key");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(simulator.shopot(), new TestInjector.MatchesType(ShopotSimulator.class));
    }

    @Override
    public void stop() {
        simulator.close();
    }
}

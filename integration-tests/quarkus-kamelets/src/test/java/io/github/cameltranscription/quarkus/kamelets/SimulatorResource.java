/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.kamelets;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import io.github.cameltranscription.simulator.ProviderSimulator;

/** The simulator, started before the application. */
public class SimulatorResource implements QuarkusTestResourceLifecycleManager {

    private ProviderSimulator simulator;

    @Override
    public Map<String, String> start() {
        simulator = ProviderSimulator.builder()
                .streamLatency(Duration.ZERO)
                .streamRealTimeFactor(0)
                .shopotCallbackInterval(Duration.ofMillis(50))
                .start();
        Map<String, String> settings = new HashMap<>();
        add(settings, "palatine", simulator.palatine().componentOptions());
        add(settings, "shopot", simulator.shopot().componentOptions());
        add(settings, "aiesa", simulator.aiesa().componentOptions());
        return settings;
    }

    private static void add(Map<String, String> settings, String component, Map<String, String> options) {
        options.forEach((name, value) -> settings.put("camel.component." + component + "." + name, value));
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

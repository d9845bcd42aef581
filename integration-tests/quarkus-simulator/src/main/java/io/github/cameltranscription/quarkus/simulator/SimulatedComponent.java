/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.simulator;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;

/** A component that the simulator can stand behind. Its class is not needed: it may not be on the class path. */
enum SimulatedComponent {
    PALATINE(
            Map.of("apiKey", ProviderSimulatorBuilder.DEFAULT_API_KEY),
            simulator -> simulator.palatine().baseUrl()),
    SHOPOT(
            Map.of("apiKey", ProviderSimulatorBuilder.DEFAULT_API_KEY),
            simulator -> simulator.shopot().baseUrl()),
    AIESA(
            Map.of(
                    "publicKey", ProviderSimulatorBuilder.DEFAULT_AIESA_PUBLIC_KEY,
                    "secretKey", ProviderSimulatorBuilder.DEFAULT_AIESA_SECRET_KEY),
            simulator -> simulator.aiesa().baseUrl());

    private static final String BASE_URL = "baseUrl";

    private final Map<String, String> keys;
    private final Function<ProviderSimulator, String> baseUrl;

    SimulatedComponent(Map<String, String> keys, Function<ProviderSimulator, String> baseUrl) {
        this.keys = keys;
        this.baseUrl = baseUrl;
    }

    String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the component is on the class path, and has neither a key nor an address of the user's. */
    boolean isUnconfigured(CamelContext context) {
        Component component = context.getComponent(scheme(), true, false);
        if (component == null
                || !(component.getComponentPropertyConfigurer() instanceof PropertyConfigurerGetter get)) {
            return false;
        }
        Component untouched = context.getInjector().newInstance(component.getClass(), false);
        return get.getOptionValue(component, BASE_URL, true).equals(get.getOptionValue(untouched, BASE_URL, true))
                && keys.keySet().stream().allMatch(key -> get.getOptionValue(component, key, true) == null);
    }

    /** Points the component at the simulator. */
    void simulate(CamelContext context, ProviderSimulator simulator) {
        Component component = context.getComponent(scheme(), true, false);
        PropertyConfigurer options = component.getComponentPropertyConfigurer();
        options.configure(context, component, BASE_URL, baseUrl.apply(simulator), true);
        keys.forEach((key, value) -> options.configure(context, component, key, value, true));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;

import io.github.cameltranscription.simulator.ProviderSimulator;

/** A component that a simulator can stand behind. Its class need not be on the class path. */
public enum SimulatedComponent {
    PALATINE("Palatine", List.of("apiKey"), simulator -> simulator.palatine().componentOptions()),
    SHOPOT("Shopot", List.of("apiKey"), simulator -> simulator.shopot().componentOptions()),
    AIESA("Aiesa", List.of("publicKey", "secretKey"), simulator -> simulator
            .aiesa()
            .componentOptions());

    private static final String BASE_URL = "baseUrl";

    /** The simulator's jobs end at once: the defaults of the component, made for real providers, would make each test wait. */
    private static final Map<String, String> PACE = Map.of("initialDelay", "20ms", "maxPollInterval", "50ms");

    private final String className;
    private final List<String> keys;
    private final Function<ProviderSimulator, Map<String, String>> options;

    SimulatedComponent(String name, List<String> keys, Function<ProviderSimulator, Map<String, String>> options) {
        className = "io.github.cameltranscription." + scheme() + "." + name + "Component";
        this.keys = keys;
        this.options = options;
    }

    /** The scheme of its URIs. */
    public String scheme() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Which one this is, by its class: it may be registered under another name than its scheme. */
    static Optional<SimulatedComponent> of(Component component) {
        return Stream.of(values())
                .filter(candidate -> candidate.isClassOf(component.getClass()))
                .findFirst();
    }

    private boolean isClassOf(Class<?> type) {
        return type != null && (type.getName().equals(className) || isClassOf(type.getSuperclass()));
    }

    /**
     * Finds the component, if it is on the class path.
     *
     * @return null if it is not
     */
    public Component find(CamelContext context) {
        return context.getComponent(scheme(), true, false);
    }

    /** Whether the component has the address that it has by default. */
    public boolean hasDefaultAddress(CamelContext context, Component component) {
        return isDefault(context, component, BASE_URL);
    }

    /** Whether the component has no key. */
    public boolean hasNoKey(Component component) {
        return keys.stream().allMatch(key -> getter(component).getOptionValue(component, key, true) == null);
    }

    /** Sets address and keys of the component to those of the simulator, and lets it poll at once and often, unless that was set. */
    public void simulate(CamelContext context, Component component, ProviderSimulator simulator) {
        PropertyConfigurer configurer = component.getComponentPropertyConfigurer();
        options.apply(simulator)
                .forEach((option, value) -> configurer.configure(context, component, option, value, true));
        PACE.forEach((option, value) -> {
            if (isDefault(context, component, option)) {
                configurer.configure(context, component, option, value, true);
            }
        });
    }

    private static boolean isDefault(CamelContext context, Component component, String option) {
        Component untouched = context.getInjector().newInstance(component.getClass(), false);
        PropertyConfigurerGetter get = getter(component);
        return get.getOptionValue(component, option, true).equals(get.getOptionValue(untouched, option, true));
    }

    private static PropertyConfigurerGetter getter(Component component) {
        return (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
    }
}

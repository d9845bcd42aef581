/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.simulator;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.quarkus.main.events.AfterConfigure;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.simulator.ProviderSimulator;

/**
 * Starts the simulator, on a free port, for the transcription components that have no key, once Camel is configured and
 * before any route is made. Only in dev and test mode, and never in the profile {@code prod}; not at all with
 * {@code transcription.simulator.enabled=false}.
 */
@Singleton
public class DevelopmentSimulator {

    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentSimulator.class);

    private final boolean allowed;
    private ProviderSimulator simulator;

    /**
     * @param mode    how the application was started
     * @param enabled whether the user wants it
     */
    @Inject
    DevelopmentSimulator(
            LaunchMode mode,
            @ConfigProperty(name = "transcription.simulator.enabled", defaultValue = "true") boolean enabled) {
        this(mode, ConfigUtils.getProfiles(), enabled);
    }

    DevelopmentSimulator(LaunchMode mode, List<String> profiles, boolean enabled) {
        allowed = enabled && mode.isDevOrTest() && !profiles.contains(LaunchMode.NORMAL.getDefaultProfile());
    }

    void start(@Observes AfterConfigure configured) {
        start(configured.getCamelContext());
    }

    synchronized void start(CamelContext context) {
        List<SimulatedComponent> simulated = allowed
                ? Stream.of(SimulatedComponent.values())
                        .filter(component -> component.isUnconfigured(context))
                        .toList()
                : List.of();
        if (simulated.isEmpty()) {
            return;
        }
        simulator = ProviderSimulator.builder().start();
        simulated.forEach(component -> component.simulate(context, simulator));
        LOG.warn(
                "No key is configured for {}: a simulator stands in, and nothing is recognised, transcripts are made up."
                        + " Configure a key, or set transcription.simulator.enabled=false",
                simulated.stream().map(SimulatedComponent::scheme).collect(Collectors.joining(", ")));
    }

    /** The simulator, where it was started: to look at what it was asked, or to make it fail. */
    public synchronized Optional<ProviderSimulator> simulator() {
        return Optional.ofNullable(simulator);
    }

    @PreDestroy
    synchronized void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}

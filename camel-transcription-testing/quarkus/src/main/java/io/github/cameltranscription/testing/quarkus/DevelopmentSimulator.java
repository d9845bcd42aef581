/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing.quarkus;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.quarkus.main.events.AfterConfigure;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.testing.SimulatedComponent;

/**
 * Starts the simulator, on a free port, once Camel is configured and before any route is made, and points the transcription
 * components at it: in test mode all whose address is not configured, with a key or without one, so that a test never sends a
 * recording to a provider by mistake; in dev mode those without a key. Never in the profile {@code prod}, and not at all with
 * {@code transcription.simulator.enabled=false}.
 *
 * <p>A test has a {@link ProviderSimulator} injected, to look at what it was asked, to say what is spoken, or to make it fail.
 */
@Singleton
public class DevelopmentSimulator {

    private static final Logger LOG = LoggerFactory.getLogger(DevelopmentSimulator.class);

    private static final Duration CALLBACK_INTERVAL_IN_TESTS = Duration.ofMillis(50);

    private final LaunchMode mode;
    private final boolean allowed;
    private final Path scripts;
    private ProviderSimulator simulator;

    /**
     * Called by Quarkus.
     *
     * @param mode    how the application was started
     * @param enabled whether the user wants it
     * @param scripts folder of texts that are spoken in recordings, if there is one
     */
    @Inject
    DevelopmentSimulator(
            LaunchMode mode,
            @ConfigProperty(name = "transcription.simulator.enabled", defaultValue = "true") boolean enabled,
            @ConfigProperty(name = "transcription.simulator.scripts") Optional<Path> scripts) {
        this(mode, ConfigUtils.getProfiles(), enabled, scripts.orElse(null));
    }

    DevelopmentSimulator(LaunchMode mode, List<String> profiles, boolean enabled, Path scripts) {
        this.mode = mode;
        this.scripts = scripts;
        allowed = enabled && mode.isDevOrTest() && !profiles.contains(LaunchMode.NORMAL.getDefaultProfile());
    }

    void start(@Observes AfterConfigure configured) {
        start(configured.getCamelContext());
    }

    synchronized void start(CamelContext context) {
        if (!allowed) {
            return;
        }
        List<SimulatedComponent> simulated = Stream.of(SimulatedComponent.values())
                .filter(component -> isSimulated(component, context))
                .toList();
        if (simulated.isEmpty()) {
            return;
        }
        simulator = settings().start();
        simulated.forEach(component -> component.simulate(context, component.find(context), simulator));
        LOG.warn(
                "A simulator stands in for {}: nothing is recognised, transcripts are made up."
                        + " Set transcription.simulator.enabled=false to use the real service",
                simulated.stream().map(SimulatedComponent::scheme).collect(Collectors.joining(", ")));
    }

    private ProviderSimulatorBuilder settings() {
        ProviderSimulatorBuilder builder = ProviderSimulator.builder();
        if (mode == LaunchMode.TEST) {
            builder.streamLatency(Duration.ZERO)
                    .streamRealTimeFactor(0)
                    .shopotCallbackInterval(CALLBACK_INTERVAL_IN_TESTS);
        }
        return scripts == null ? builder : builder.scripts(scripts);
    }

    private boolean isSimulated(SimulatedComponent simulated, CamelContext context) {
        Component component = simulated.find(context);
        return component != null
                && simulated.hasDefaultAddress(context, component)
                && (mode == LaunchMode.TEST || simulated.hasNoKey(component));
    }

    /** For tests: {@code @Inject ProviderSimulator simulator}. */
    @Produces
    @Dependent
    synchronized ProviderSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException(
                    "No simulator is used: it is switched off, the profile is prod, or the address of each"
                            + " component is configured (in dev mode: or its key)");
        }
        return simulator;
    }

    @PreDestroy
    synchronized void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.core.events.ComponentAddEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.component.TranscriptionComponent;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;

/**
 * Replaces the providers if no keys are configured. It recognises no speech: the words come from scripts. It replaces all
 * providers or none, so that made-up words are never taken for those of a recording.
 */
@Singleton
public class EmbeddedSimulator {

    private static final String KEY = "simulated";

    /** Two hours of speech without a pause, with a script of only one word. */
    private static final int STREAM_WORDS = 24_000;

    private final List<String> providers;
    private final Set<String> down;
    private final boolean needed;
    private final Path scripts;
    private final String streamScript;
    private final double realTimeFactor;
    private final ProviderKeys keys;
    private ProviderSimulator simulator;
    private ProviderSimulator closed;

    /**
     * @param providers      it is not used if one of these has its keys
     * @param down           nothing listens at the addresses of these providers
     * @param folder         its folder {@code scripts} has the words of recordings
     * @param streamScript   the words of streams
     * @param realTimeFactor the duration of a job as a part of its recording's length
     */
    EmbeddedSimulator(
            ProviderKeys keys,
            @ConfigProperty(name = "demo.providers") List<String> providers,
            @ConfigProperty(name = "demo.down", defaultValue = "none") Set<String> down,
            @ConfigProperty(name = "demo.folder", defaultValue = "target") Path folder,
            @ConfigProperty(name = "demo.stream-script") Optional<String> streamScript,
            @ConfigProperty(name = "demo.real-time-factor", defaultValue = "0.3") double realTimeFactor) {
        this.keys = keys;
        this.providers = providers;
        this.down = down;
        this.needed =
                providers.stream().noneMatch(provider -> keys.missing(provider).isEmpty());
        this.scripts = folder.resolve("scripts").toAbsolutePath();
        this.streamScript = streamScript.map(String::strip).orElse(null);
        this.realTimeFactor = realTimeFactor;
    }

    /** Whether it is used. */
    public boolean isNeeded() {
        return needed;
    }

    /** Whether it is used, and nothing listens at the address of this provider. */
    public boolean isDown(String provider) {
        return needed && down.contains(provider);
    }

    /** The folder with the words of {@code call.wav}, in {@code call.wav.txt}, else in {@code call.txt}. */
    public Path scripts() {
        return scripts;
    }

    /** Who transcribes. */
    @Override
    public String toString() {
        if (!needed) {
            return "Recordings go to the real service, which costs money.";
        }
        String missing = providers.size() == 1 ? String.join(", no ", keys.missing(providers.get(0))) : "API keys";
        return "No " + missing + ": a simulator replaces the service. Nothing is recognised;"
                + System.lineSeparator() + "the words come from "
                + (streamScript == null ? "the scripts in " + scripts : "a script.");
    }

    /** Points a component at the simulator when Camel creates the component, before any route starts. */
    void redirect(@Observes ComponentAddEvent added) {
        if (needed && added.getComponent() instanceof TranscriptionComponent<?> component) {
            String provider = component.getDefaultName();
            String url = baseUrl(isDown(provider) ? closed() : started(), provider);
            component
                    .getComponentPropertyConfigurer()
                    .configure(component.getCamelContext(), component, "baseUrl", url, true);
        }
    }

    private static String baseUrl(ProviderSimulator reached, String provider) {
        return switch (provider) {
            case "palatine" -> reached.palatine().baseUrl();
            case "shopot" -> reached.shopot().baseUrl();
            default -> reached.aiesa().baseUrl();
        };
    }

    /** The simulator, started at the first call. */
    public synchronized ProviderSimulator started() {
        if (simulator == null) {
            simulator = start();
        }
        return simulator;
    }

    /** A simulator that is closed: connections to its addresses are refused. */
    private synchronized ProviderSimulator closed() {
        if (closed == null) {
            // Start the other one first, so that it does not get the port that becomes free.
            started();
            closed = start();
            closed.close();
        }
        return closed;
    }

    private ProviderSimulator start() {
        ProviderSimulatorBuilder builder = ProviderSimulator.builder()
                .palatineApiKey(KEY)
                .shopotApiKey(KEY)
                .aiesaPublicKey(KEY)
                .aiesaSecretKey(KEY)
                .realTimeFactor(realTimeFactor);
        if (streamScript != null) {
            int times = STREAM_WORDS / streamScript.split("\\s+").length;
            return builder.streamScript((streamScript + " ").repeat(times)).start();
        }
        try {
            Files.createDirectories(scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder.scripts(scripts).start();
    }

    @PreDestroy
    synchronized void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}

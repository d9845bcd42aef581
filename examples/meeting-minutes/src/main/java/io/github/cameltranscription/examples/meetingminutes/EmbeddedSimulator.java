/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.meetingminutes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.core.events.ComponentAddEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** Stands in for Palatine where there is no API key. It recognises nothing: the words come from script files. */
@Singleton
public class EmbeddedSimulator {

    private static final String API_KEY = "simulated";

    private final boolean needed;
    private final Path scripts;
    private final double realTimeFactor;
    private ProviderSimulator simulator;

    EmbeddedSimulator(
            @ConfigProperty(name = "PALATINE_API_KEY") Optional<String> apiKey,
            @ConfigProperty(name = "minutes.folder") Path folder,
            @ConfigProperty(name = "minutes.simulator.real-time-factor") double realTimeFactor) {
        this.needed = apiKey.isEmpty();
        this.scripts = folder.resolve("scripts").toAbsolutePath();
        this.realTimeFactor = realTimeFactor;
    }

    /** Whether it is used. */
    public boolean isNeeded() {
        return needed;
    }

    /** Where it looks for the words of {@code call.wav}: in {@code call.wav.txt}, else in {@code call.txt}. */
    public Path scripts() {
        return scripts;
    }

    /** Points the component at the simulator, as Camel makes the component and before any route has started. */
    void redirect(@Observes ComponentAddEvent added) {
        if (needed && added.getComponent() instanceof PalatineComponent palatine) {
            palatine.getConfiguration().setBaseUrl(started().palatine().baseUrl());
        }
    }

    /** The simulator itself, running. */
    public synchronized ProviderSimulator started() {
        if (simulator == null) {
            try {
                Files.createDirectories(scripts);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            simulator = ProviderSimulator.builder()
                    .palatineApiKey(API_KEY)
                    .realTimeFactor(realTimeFactor)
                    .scripts(scripts)
                    .start();
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.filepipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.core.events.ComponentAddEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.aiesa.AiesaComponent;
import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.shopot.ShopotComponent;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** Stands in for the service where there is no API key. It recognises nothing: the words come from script files. */
@Singleton
public class EmbeddedSimulator {

    /** Jobs take about a third of their recording's length. */
    private static final double REAL_TIME_FACTOR = 0.3;

    private static final String API_KEY = "simulated";

    private final boolean needed;
    private final Path scripts;
    private ProviderSimulator simulator;

    EmbeddedSimulator(ApiKeys keys, @ConfigProperty(name = "pipeline.folder") Path folder) {
        this.needed = !keys.areComplete();
        this.scripts = folder.resolve("scripts").toAbsolutePath();
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
        if (!needed) {
            return;
        }
        if (added.getComponent() instanceof PalatineComponent palatine) {
            palatine.getConfiguration().setBaseUrl(started().palatine().baseUrl());
        } else if (added.getComponent() instanceof ShopotComponent shopot) {
            shopot.getConfiguration().setBaseUrl(started().shopot().baseUrl());
        } else if (added.getComponent() instanceof AiesaComponent aiesa) {
            aiesa.getConfiguration().setBaseUrl(started().aiesa().baseUrl());
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
                    .shopotApiKey(API_KEY)
                    .aiesaPublicKey(API_KEY)
                    .aiesaSecretKey(API_KEY)
                    .realTimeFactor(REAL_TIME_FACTOR)
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

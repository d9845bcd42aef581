/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

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

/** Stands in for the providers where there are no keys. It recognises nothing: the words come from script files. */
@Singleton
public class EmbeddedSimulator {

    private static final String KEY = "simulated";

    private final Providers providers;
    private final Path scripts;
    private final double realTimeFactor;
    private ProviderSimulator simulator;
    private ProviderSimulator closed;

    EmbeddedSimulator(
            Providers providers,
            @ConfigProperty(name = "failover.folder") Path folder,
            @ConfigProperty(name = "failover.simulator.real-time-factor") double realTimeFactor) {
        this.providers = providers;
        this.scripts = folder.resolve("scripts").toAbsolutePath();
        this.realTimeFactor = realTimeFactor;
    }

    /** Where it looks for the words of {@code call.wav}: in {@code call.wav.txt}, else in {@code call.txt}. */
    public Path scripts() {
        return scripts;
    }

    /** Points a component at the simulator, as Camel makes the component and before any route has started. */
    void redirect(@Observes ComponentAddEvent added) {
        if (!providers.areSimulated()) {
            return;
        }
        if (added.getComponent() instanceof AiesaComponent aiesa) {
            aiesa.getConfiguration().setBaseUrl(reached("aiesa").aiesa().baseUrl());
        } else if (added.getComponent() instanceof PalatineComponent palatine) {
            palatine.getConfiguration()
                    .setBaseUrl(reached("palatine").palatine().baseUrl());
        } else if (added.getComponent() instanceof ShopotComponent shopot) {
            shopot.getConfiguration().setBaseUrl(reached("shopot").shopot().baseUrl());
        }
    }

    private ProviderSimulator reached(String provider) {
        return providers.isDown(provider) ? closed() : started();
    }

    /** The simulator itself, running. */
    public synchronized ProviderSimulator started() {
        if (simulator == null) {
            simulator = start();
        }
        return simulator;
    }

    /** One that listens no more: connections to its addresses are refused. */
    private synchronized ProviderSimulator closed() {
        if (closed == null) {
            // The other one first, so that it does not get the port that becomes free.
            started();
            closed = start();
            closed.close();
        }
        return closed;
    }

    private ProviderSimulator start() {
        try {
            Files.createDirectories(scripts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ProviderSimulator.builder()
                .palatineApiKey(KEY)
                .shopotApiKey(KEY)
                .aiesaPublicKey(KEY)
                .aiesaSecretKey(KEY)
                .realTimeFactor(realTimeFactor)
                .scripts(scripts)
                .start();
    }

    @PreDestroy
    synchronized void stop() {
        if (simulator != null) {
            simulator.close();
        }
    }
}

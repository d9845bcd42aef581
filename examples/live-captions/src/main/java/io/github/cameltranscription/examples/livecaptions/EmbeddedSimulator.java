/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.apache.camel.quarkus.core.events.ComponentAddEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.simulator.ProviderSimulator;

/** Stands in for the service where there is no API key. It recognises nothing: the words come from a script. */
@Singleton
public class EmbeddedSimulator {

    private static final String TOKEN = "simulated";

    /** Two hours of speech without a pause, with a script of only one word. */
    private static final int WORDS = 24_000;

    private final boolean needed;
    private final String script;
    private ProviderSimulator simulator;

    EmbeddedSimulator(ApiKey key, @ConfigProperty(name = "live-captions.simulator.script") String script) {
        this.needed = !key.isPresent();
        this.script = script.strip();
    }

    /** Whether it is used. */
    public boolean isNeeded() {
        return needed;
    }

    /** Points the component at the simulator, as Camel makes the component and before any route has started. */
    void redirect(@Observes ComponentAddEvent added) {
        if (needed && added.getComponent() instanceof PalatineComponent palatine) {
            palatine.getConfiguration().setBaseUrl(started().palatine().baseUrl());
        }
    }

    /** The simulator itself, running. It sends partials with the timing that the provider has published. */
    public synchronized ProviderSimulator started() {
        if (simulator == null) {
            int times = WORDS / script.split("\\s+").length;
            simulator = ProviderSimulator.builder()
                    .palatineApiKey(TOKEN)
                    .streamScript((script + " ").repeat(times))
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import java.util.List;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;
import io.github.cameltranscription.examples.demo.ProviderKeys;

/**
 * The providers in the order in which they are asked: those whose keys are set, or, if no keys are set, a simulator of
 * each.
 */
@Singleton
public class Providers {

    private final List<String> inOrder;
    private final EmbeddedSimulator simulator;

    Providers(@ConfigProperty(name = "providers") List<String> listed, ProviderKeys keys, EmbeddedSimulator simulator) {
        this.inOrder = simulator.isNeeded()
                ? listed
                : listed.stream()
                        .filter(provider -> keys.missing(provider).isEmpty())
                        .toList();
        this.simulator = simulator;
    }

    /** The schemes of their components. */
    public List<String> inOrder() {
        return inOrder;
    }

    @Override
    public String toString() {
        return inOrder.stream()
                .map(provider -> provider + (simulator.isDown(provider) ? " (down: nothing listens)" : ""))
                .collect(Collectors.joining(", "));
    }
}

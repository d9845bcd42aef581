/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

/** What is said on the console: who recognises the speech, and where the page is. */
@Singleton
public class ConsoleReport {

    private final EmbeddedSimulator simulator;

    ConsoleReport(EmbeddedSimulator simulator) {
        this.simulator = simulator;
    }

    void begin(@ObservesAsync HttpServerStart started) {
        System.out.println(
                simulator.isNeeded()
                        ? "No PALATINE_API_KEY: a simulator stands in for the service. Nothing is recognised, the words are made up."
                        : "With PALATINE_API_KEY, audio goes to the real service, which costs money.");
        System.out.println("Open http://localhost:" + started.options().getPort() + "/ until Ctrl-C.");
    }
}

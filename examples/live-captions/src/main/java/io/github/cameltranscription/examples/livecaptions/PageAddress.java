/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.livecaptions;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;

import io.github.cameltranscription.examples.demo.EmbeddedSimulator;

/** Says on the console who recognises the speech, and where the page is. */
@Singleton
public class PageAddress {

    private final EmbeddedSimulator simulator;

    PageAddress(EmbeddedSimulator simulator) {
        this.simulator = simulator;
    }

    void begin(@ObservesAsync HttpServerStart started) {
        System.out.println(simulator);
        System.out.println("Open http://localhost:" + started.options().getPort() + "/ until Ctrl-C.");
    }
}

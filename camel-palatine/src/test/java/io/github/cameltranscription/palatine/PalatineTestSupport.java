/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;

import org.apache.camel.CamelContext;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.testing.ComponentTestSupport;

/** A Camel context with the component pointed at a simulator of its own. */
abstract class PalatineTestSupport extends ComponentTestSupport {

    static final String API_KEY = "simulator-secret-5f1c";

    ProviderSimulator simulator;
    PalatineSimulator palatine;

    /** Streams are recognised as fast as they are sent. */
    @Override
    protected void startPeer() throws Exception {
        simulator = configure(ProviderSimulator.builder()
                        .palatineApiKey(API_KEY)
                        .streamLatency(Duration.ZERO)
                        .streamRealTimeFactor(0))
                .start();
        palatine = simulator.palatine();
    }

    @Override
    protected void stopPeer() {
        simulator.close();
    }

    @Override
    protected void configure(CamelContext newContext) {
        PalatineConfiguration configuration =
                newContext.getComponent("palatine", PalatineComponent.class).getConfiguration();
        configuration.setBaseUrl(palatine.baseUrl());
        configuration.setApiKey(API_KEY);
        hurry(configuration);
        configuration.setReconnectTimeout(5_000);
        configure(configuration);
    }

    /** The message is refused with these words, and nothing is sent. */
    void assertInvalid(String uri, Object body, String... words) {
        assertRefused(send(uri, body), ErrorCategory.INVALID_REQUEST, words);
    }

    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws Exception {
        return builder;
    }

    void configure(PalatineConfiguration configuration) {}
}

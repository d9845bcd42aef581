/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.CamelContext;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.testing.ComponentTestSupport;

/** A Camel context with the component pointed at a simulator of its own. */
abstract class PalatineTestSupport extends ComponentTestSupport {

    static final String API_KEY = "simulator-secret-5f1c";

    ProviderSimulator simulator;
    PalatineSimulator palatine;

    @Override
    protected void startPeer() throws Exception {
        simulator =
                configure(ProviderSimulator.builder().palatineApiKey(API_KEY)).start();
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

    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws Exception {
        return builder;
    }

    void configure(PalatineConfiguration configuration) {}
}

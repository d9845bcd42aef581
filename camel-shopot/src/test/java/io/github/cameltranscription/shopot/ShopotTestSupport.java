/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import org.apache.camel.CamelContext;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;
import io.github.cameltranscription.testing.ComponentTestSupport;

/** A Camel context with the component pointed at a simulator of its own. */
abstract class ShopotTestSupport extends ComponentTestSupport {

    static final String API_KEY = "simulator-secret-82be";

    ProviderSimulator simulator;
    ShopotSimulator shopot;

    @Override
    protected void startPeer() throws Exception {
        simulator = configure(ProviderSimulator.builder().shopotApiKey(API_KEY)).start();
        shopot = simulator.shopot();
    }

    @Override
    protected void stopPeer() {
        simulator.close();
    }

    @Override
    protected void configure(CamelContext newContext) throws Exception {
        ShopotConfiguration configuration =
                newContext.getComponent("shopot", ShopotComponent.class).getConfiguration();
        configuration.setBaseUrl(shopot.baseUrl());
        configuration.setApiKey(API_KEY);
        hurry(configuration);
        configure(configuration);
    }

    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws Exception {
        return builder;
    }

    void configure(ShopotConfiguration configuration) throws Exception {}

    /** Answers the next poll with this JSON. */
    void nextStatus(String json) {
        shopot.faults().onStatus().body(json, "application/json").once();
    }
}

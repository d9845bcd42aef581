/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.time.Clock;

import org.apache.camel.CamelContext;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.aiesa.AiesaSimulator;
import io.github.cameltranscription.testing.ComponentTestSupport;
import io.github.cameltranscription.testing.Recordings;

/** A Camel context with the component pointed at a simulator of its own. */
abstract class AiesaTestSupport extends ComponentTestSupport {

    static final String PUBLIC_KEY = "public-key-7f31c0";
    static final String SECRET_KEY = "simulator-secret-82be";
    static final String JSON = "application/json";

    ProviderSimulator simulator;
    AiesaSimulator aiesa;

    @Override
    protected void startPeer() throws Exception {
        simulator = configure(
                        ProviderSimulator.builder().aiesaPublicKey(PUBLIC_KEY).aiesaSecretKey(SECRET_KEY))
                .start();
        aiesa = simulator.aiesa();
    }

    @Override
    protected void stopPeer() {
        simulator.close();
    }

    @Override
    protected void configure(CamelContext newContext) throws Exception {
        AiesaComponent component = new AiesaComponent(clock());
        newContext.addComponent("aiesa", component);
        AiesaConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(aiesa.baseUrl());
        configuration.setPublicKey(PUBLIC_KEY);
        configuration.setSecretKey(SECRET_KEY);
        hurry(configuration);
        configure(configuration);
    }

    /** The component's clock. */
    Clock clock() {
        return Clock.systemUTC();
    }

    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws Exception {
        return builder;
    }

    void configure(AiesaConfiguration configuration) throws Exception {}

    /** The id of a job of one tone. */
    String submit() {
        return jobId(send("aiesa:submit", Recordings.wav(1)));
    }

    /** Answers the next poll with this JSON. */
    void nextStatus(String json) {
        aiesa.faults().onStatus().body(json, JSON).once();
    }

    /** Answers the next request for a result file with this JSON. */
    void nextResult(String json) {
        aiesa.faults().onResult().body(json, JSON).once();
    }

    /** The status of a job that is completed, with these links. */
    static String completed(String results) {
        return "{\"data\":{\"id\":\"1\",\"status\":\"completed\",\"progress\":100,\"results\":" + results + "}}";
    }
}

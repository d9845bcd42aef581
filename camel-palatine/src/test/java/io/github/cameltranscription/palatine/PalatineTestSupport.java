/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;

/** A Camel context with the component pointed at a simulator of its own. */
abstract class PalatineTestSupport {

    static final String API_KEY = "simulator-secret-5f1c";

    ProviderSimulator simulator;
    PalatineSimulator palatine;
    CamelContext context;
    ProducerTemplate template;

    @BeforeEach
    void startSimulatorAndContext() throws Exception {
        simulator =
                configure(ProviderSimulator.builder().palatineApiKey(API_KEY)).start();
        palatine = simulator.palatine();
        context = new DefaultCamelContext();
        PalatineComponent component = context.getComponent("palatine", PalatineComponent.class);
        PalatineConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(palatine.baseUrl());
        configuration.setApiKey(API_KEY);
        configuration.setInitialDelay(20);
        configuration.setMaxPollInterval(50);
        configuration.setJobTimeout(Duration.ofSeconds(20).toMillis());
        configure(configuration);
        context.addRoutes(routes());
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContextAndSimulator() {
        context.stop();
        simulator.close();
    }

    ProviderSimulatorBuilder configure(ProviderSimulatorBuilder builder) throws Exception {
        return builder;
    }

    void configure(PalatineConfiguration configuration) {}

    RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // Most tests send to the endpoint itself.
            }
        };
    }

    /** Sends to an endpoint and gives the exchange, failed or not. */
    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;

import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.component.TranscriptionEndpoint;

/** Camel Main with a Kamelet in a route in YAML, as a user without Java has it. */
public final class KameletApplication implements AutoCloseable {

    private static final String ACTION = """
            - from:
                uri: direct:in
                steps:
                  - to:
                      uri: kamelet:NAME
                      parameters: PARAMETERS
                  - to: mock:out
            """;
    private static final String SOURCE = """
            - from:
                uri: kamelet:NAME
                parameters: PARAMETERS
                steps:
                  - to: mock:out
            """;
    private static final String FAILURES = """
            - errorHandler:
                deadLetterChannel:
                  deadLetterUri: mock:failed
                  useOriginalMessage: false
            - onException:
                exception: [java.lang.Exception]
                handled: { constant: "true" }
                steps:
                  - to: mock:caught
            """;

    private final Main main = new Main();

    private KameletApplication(Path routes, Map<String, String> properties) {
        properties.forEach(main::addInitialProperty);
        main.configure().withRoutesIncludePattern(routes.toUri().toString());
        // Otherwise Main reads application.properties of the module that runs the tests.
        main.setPropertyPlaceholderLocations("false");
        main.start();
    }

    /**
     * A route that sends each message through an action.
     *
     * @param name       the Kamelet's
     * @param parameters of the Kamelet
     * @param properties what {@code application.properties} would have
     */
    public static KameletApplication action(String name, Map<String, Object> parameters, Map<String, String> properties)
            throws IOException {
        return start(ACTION, name, parameters, properties);
    }

    /**
     * A route that begins with a source.
     *
     * @param name       the Kamelet's
     * @param parameters of the Kamelet
     * @param properties what {@code application.properties} would have
     */
    public static KameletApplication source(String name, Map<String, Object> parameters, Map<String, String> properties)
            throws IOException {
        return start(SOURCE, name, parameters, properties);
    }

    private static KameletApplication start(
            String route, String name, Map<String, Object> parameters, Map<String, String> properties)
            throws IOException {
        Path routes = Files.createTempFile("kamelet", ".yaml");
        try {
            // JSON is YAML.
            String json = new JsonMapper().writeValueAsString(parameters);
            Files.writeString(routes, FAILURES + route.replace("NAME", name).replace("PARAMETERS", json));
            return new KameletApplication(routes, properties);
        } finally {
            Files.delete(routes);
        }
    }

    /** Sends through the action and gives the exchange as it leaves the route. */
    public Exchange send(Object body, Map<String, Object> headers) {
        return context().createProducerTemplate().request("direct:in", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** The exchanges that the Kamelet passed to the rest of the route. */
    public List<Exchange> received() {
        return exchanges("mock:out");
    }

    /** The exchanges of the route's error handler, which the Kamelet shares. */
    public List<Exchange> failed() {
        return exchanges("mock:failed");
    }

    /** The exchanges of the route's {@code onException}, which a Kamelet reaches only with {@code noErrorHandler}. */
    public List<Exchange> caught() {
        return exchanges("mock:caught");
    }

    private List<Exchange> exchanges(String mock) {
        return context().getEndpoint(mock, MockEndpoint.class).getExchanges();
    }

    /** The configuration of our endpoint in the Kamelet. */
    public TranscriptionConfiguration configuration() {
        return context().getEndpoints().stream()
                .filter(TranscriptionEndpoint.class::isInstance)
                .map(endpoint -> ((TranscriptionEndpoint<?>) endpoint).getConfiguration())
                .findAny()
                .orElseThrow();
    }

    /** The context, which is started. */
    public CamelContext context() {
        return main.getCamelContext();
    }

    @Override
    public void close() {
        main.stop();
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.observability;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

import io.github.cameltranscription.simulator.ProviderSimulator;

/** An application on Camel Main with camel-observability-services, with all of its services enabled. */
final class WatchedApplication implements AutoCloseable {

    private final Main main = new Main();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    WatchedApplication(ProviderSimulator simulator, RouteBuilder routes) throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        main.addInitialProperty("camel.management.host", "127.0.0.1");
        main.addInitialProperty("camel.management.port", String.valueOf(port));
        main.addInitialProperty("camel.main.dev-console-enabled", "true");
        main.addInitialProperty("camel.management.dev-console-enabled", "true");
        main.addInitialProperty("camel.health.producers-enabled", "true");
        main.addInitialProperty("camel.main.shutdown-timeout", "5");
        component("palatine", simulator.palatine().componentOptions());
        component("shopot", simulator.shopot().componentOptions());
        component("aiesa", simulator.aiesa().componentOptions());
        Tracer tracer = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build()
                .get("test");
        main.bind("tracer", tracer);
        main.bind("propagators", ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        main.configure().addRoutesBuilder(routes);
        main.start();
    }

    private void component(String name, Map<String, String> options) {
        options.forEach((option, value) ->
                main.addInitialProperty("camel.component." + name + ".configuration." + option, value));
        main.addInitialProperty("camel.component." + name + ".configuration.initialDelay", "10");
        main.addInitialProperty("camel.component." + name + ".configuration.maxPollInterval", "50");
    }

    Main main() {
        return main;
    }

    InMemorySpanExporter spans() {
        return spans;
    }

    HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", path.startsWith("/observe/metrics") ? "*/*" : "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        main.stop();
    }
}

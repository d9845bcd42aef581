/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.benchmarks.process.ChildCommands;

/** Ours: a Camel context whose route submits recordings. */
final class ComponentUploads {

    private ComponentUploads() {}

    /**
     * Serves a parent.
     *
     * @param arguments the server's address, how many at once, and the {@link BodyKind}
     */
    public static void main(String[] arguments) throws Exception {
        int atOnce = Integer.parseInt(arguments[1]);
        BodyKind kind = BodyKind.of(arguments[2]);
        CamelContext context = new DefaultCamelContext();
        // Camel's stream cache would hold a stream in memory as a whole, before the component ever sees it.
        context.setStreamCaching(false);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:recordings")
                        .to("palatine:submit?apiKey=benchmark-key&baseUrl=" + arguments[0] + "&maxConcurrentUploads="
                                + atOnce);
            }
        });
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        UploadBatch batch = new UploadBatch(atOnce, recording -> send(template, kind, recording));
        new ChildCommands()
                .on("send", recording -> batch.send(Path.of(recording)))
                .serve();
    }

    private static void send(ProducerTemplate template, BodyKind kind, Path recording) throws Exception {
        if (kind == BodyKind.FILE) {
            requireAccepted(template.request(
                    "direct:recordings", exchange -> exchange.getMessage().setBody(recording.toFile())));
        } else {
            try (InputStream stream = Files.newInputStream(recording)) {
                requireAccepted(template.request(
                        "direct:recordings", exchange -> exchange.getMessage().setBody(stream)));
            }
        }
    }

    private static void requireAccepted(Exchange exchange) throws Exception {
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
    }
}

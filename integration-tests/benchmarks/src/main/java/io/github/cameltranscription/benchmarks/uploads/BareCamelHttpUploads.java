/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.uploads;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.client5.http.entity.mime.ContentBody;
import org.apache.hc.client5.http.entity.mime.FileBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.InputStreamBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

import io.github.cameltranscription.benchmarks.process.ChildCommands;

/** The baseline: Camel HTTP with HttpClient 5's own multipart form as the message body. */
final class BareCamelHttpUploads {

    private static final ContentType WAV = ContentType.create("audio/wav");

    private BareCamelHttpUploads() {}

    /**
     * Serves a parent.
     *
     * @param arguments the server's address, how many at once, and the {@link BodyKind}
     */
    public static void main(String[] arguments) throws Exception {
        int atOnce = Integer.parseInt(arguments[1]);
        BodyKind kind = BodyKind.of(arguments[2]);
        CamelContext context = new DefaultCamelContext();
        context.setStreamCaching(false);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:recordings")
                        .to(arguments[0] + "/transcribe/do_transcribe?httpMethod=POST&connectionsPerRoute=" + atOnce)
                        .convertBodyTo(String.class);
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
            send(template, new FileBody(recording.toFile(), WAV, "call.wav"));
        } else {
            try (InputStream stream = Files.newInputStream(recording)) {
                send(template, new InputStreamBody(stream, WAV, "call.wav"));
            }
        }
    }

    private static void send(ProducerTemplate template, ContentBody recording) throws Exception {
        Exchange exchange = template.request("direct:recordings", request -> request.getMessage()
                .setBody(MultipartEntityBuilder.create()
                        .setMode(HttpMultipartMode.EXTENDED)
                        .setCharset(StandardCharsets.UTF_8)
                        .addPart("file", recording)
                        .build()));
        if (exchange.getException() != null) {
            throw exchange.getException();
        }
        if (!exchange.getMessage().getBody(String.class).contains("scheduled")) {
            throw new IllegalStateException("the server did not accept the recording");
        }
    }
}

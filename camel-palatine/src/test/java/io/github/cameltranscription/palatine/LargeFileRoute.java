/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.transcript.Transcript;

/** What {@link LargeFileTest} runs in a JVM of its own: ends with 0 if a transcript with segments came out. */
final class LargeFileRoute {

    private LargeFileRoute() {}

    public static void main(String[] arguments) throws Exception {
        boolean fromFile = arguments[0].equals("file");
        boolean spooled = arguments[0].equals("spooled");
        Path inbox = Path.of(arguments[1]);
        String name = arguments[2];
        CountDownLatch transcribed = new CountDownLatch(1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PalatineConfiguration configuration =
                    context.getComponent("palatine", PalatineComponent.class).getConfiguration();
            configuration.setBaseUrl(arguments[3]);
            configuration.setApiKey(arguments[4]);
            configuration.setInitialDelay(50);
            context.getStreamCachingStrategy().setSpoolEnabled(spooled);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(fromFile ? "file:" + inbox + "?noop=true&initialDelay=0" : "direct:stream")
                            // Without spooling, Camel's stream caching would take the whole stream into memory.
                            .streamCache(String.valueOf(spooled))
                            .to("palatine:transcribe")
                            .process(exchange -> {
                                if (!exchange.getMessage()
                                        .getBody(Transcript.class)
                                        .segments()
                                        .isEmpty()) {
                                    transcribed.countDown();
                                }
                            });
                }
            });
            context.start();
            if (!fromFile) {
                try (InputStream stream = Files.newInputStream(inbox.resolve(name))) {
                    context.createProducerTemplate()
                            .sendBodyAndHeader("direct:stream", stream, Exchange.FILE_NAME, name);
                }
            }
            System.exit(transcribed.await(2, TimeUnit.MINUTES) ? 0 : 1);
        }
    }
}

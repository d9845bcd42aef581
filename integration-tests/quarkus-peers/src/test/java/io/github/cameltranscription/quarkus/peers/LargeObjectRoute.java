/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.quarkus.peers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.palatine.PalatineComponent;
import io.github.cameltranscription.palatine.PalatineConfiguration;
import io.github.cameltranscription.transcript.Transcript;

/** What {@link LargeObjectTest} runs in a JVM of its own: ends with 0 if a transcript with segments came out. */
final class LargeObjectRoute {

    private LargeObjectRoute() {}

    public static void main(String[] arguments) throws Exception {
        String source = arguments[0];
        CountDownLatch transcribed = new CountDownLatch(1);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            PalatineConfiguration configuration =
                    context.getComponent("palatine", PalatineComponent.class).getConfiguration();
            configuration.setBaseUrl(arguments[1]);
            configuration.setApiKey(LargeObjectTest.API_KEY);
            configuration.setInitialDelay(50);
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(source)
                            // Camel's stream caching would take a stream into memory.
                            .streamCache("false")
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
            System.exit(transcribed.await(1, TimeUnit.MINUTES) ? 0 : 1);
        }
    }
}

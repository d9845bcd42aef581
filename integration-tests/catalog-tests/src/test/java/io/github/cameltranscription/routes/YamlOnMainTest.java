/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.ProviderSimulatorBuilder;
import io.github.cameltranscription.testing.Recordings;

/** Components directly in EIPs that hold children, in YAML on Camel Main, which starts components late. */
@Timeout(60)
class YamlOnMainTest {

    private static final String ROUTES = """
            - from:
                uri: direct:split
                steps:
                  - split:
                      simple: ${body}
                      steps:
                        - to: SCHEME:transcribe?outputFormat=text
                        - to: mock:split
            - from:
                uri: direct:multicast
                steps:
                  - multicast:
                      parallelProcessing: true
                      steps:
                        - to: SCHEME:submit
                        - to: mock:multicast
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void splitAndMulticastStart(Provider provider) throws Exception {
        String scheme = provider.scheme();
        Path routes = Files.writeString(folder.resolve("routes.yaml"), ROUTES.replace("SCHEME", scheme));
        try (ProviderSimulator simulator = ProviderSimulator.builder().start()) {
            Main main = new Main();
            main.configure().withRoutesIncludePattern("file:" + routes);
            String component = "camel.component." + scheme + ".";
            String address =
                    switch (provider) {
                        case PALATINE -> simulator.palatine().baseUrl();
                        case SHOPOT -> simulator.shopot().baseUrl();
                        case AIESA -> simulator.aiesa().baseUrl();
                    };
            main.addInitialProperty(component + "base-url", address);
            main.addInitialProperty(component + "initial-delay", "1ms");
            if (provider == Provider.AIESA) {
                main.addInitialProperty(component + "public-key", ProviderSimulatorBuilder.DEFAULT_AIESA_PUBLIC_KEY);
                main.addInitialProperty(component + "secret-key", ProviderSimulatorBuilder.DEFAULT_AIESA_SECRET_KEY);
            } else {
                main.addInitialProperty(component + "api-key", ProviderSimulatorBuilder.DEFAULT_API_KEY);
            }
            main.start();
            try {
                MockEndpoint split = main.getCamelContext().getEndpoint("mock:split", MockEndpoint.class);
                MockEndpoint multicast = main.getCamelContext().getEndpoint("mock:multicast", MockEndpoint.class);
                split.expectedMessageCount(2);
                multicast.expectedMessageCount(1);

                var producer = main.getCamelContext().createProducerTemplate();
                producer.sendBody("direct:split", List.of(Recordings.wav(1), Recordings.wav(1)));
                producer.sendBody("direct:multicast", Recordings.wav(1));

                split.assertIsSatisfied(30_000);
                multicast.assertIsSatisfied(30_000);
            } finally {
                main.stop();
            }
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.SimulatorExtension;

/** Components directly in EIPs with child steps, in YAML on Camel Main, which starts components late. */
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

    @RegisterExtension
    static final SimulatorExtension SIMULATOR = new SimulatorExtension();

    @ParameterizedTest
    @EnumSource
    void splitAndMulticastStart(Provider provider, @TempDir Path folder) throws Exception {
        Path routes = Files.writeString(folder.resolve("routes.yaml"), ROUTES.replace("SCHEME", provider.scheme()));
        Main main = new Main();
        main.configure().withRoutesIncludePattern("file:" + routes);
        main.start();
        try {
            MockEndpoint split = main.getCamelContext().getEndpoint("mock:split", MockEndpoint.class);
            MockEndpoint multicast = main.getCamelContext().getEndpoint("mock:multicast", MockEndpoint.class);
            split.expectedMessageCount(2);
            multicast.expectedMessageCount(1);

            main.getCamelTemplate().sendBody("direct:split", List.of(Recordings.wav(1), Recordings.wav(1)));
            main.getCamelTemplate().sendBody("direct:multicast", Recordings.wav(1));

            split.assertIsSatisfied(30_000);
            multicast.assertIsSatisfied(30_000);
        } finally {
            main.stop();
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.saga.InMemorySagaService;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.palatine.PalatineOperation;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.testing.Recordings;

/**
 * Each operation that can be sent to, in each place of a route: it starts, whatever is started first, and goes through
 * each change of state that Camel has for a route. The server is that of all providers, started once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@Tag("heavy")
class EipMatrixTest {

    private ProviderSimulator simulator;
    private File recording;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        simulator = ProviderSimulator.builder().start();
        recording =
                Files.write(folder.resolve("meeting.wav"), Recordings.wav(1)).toFile();
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    static Stream<Arguments> cells() {
        return Stream.of(Eip.values())
                .flatMap(eip -> Stream.of(Provider.values()).map(provider -> Arguments.of(eip, provider)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    void everyOperationStartsAndStopsInEveryPlaceOfARoute(Eip eip, Provider provider) throws Exception {
        SoftAssertions all = new SoftAssertions();
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.addService(new InMemorySagaService());
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    provider.producers().forEach(operation -> eip.addTo(this, operation.getName(), uri(operation)));
                }

                private String uri(TranscriptionOperation operation) {
                    return provider.uri(operation);
                }
            });
            context.start();
            provider.producers().forEach(operation -> send(context, provider, operation, all));
            context.suspend();
            context.resume();
            for (Route route : context.getRoutes()) {
                context.getRouteController().suspendRoute(route.getRouteId());
                context.getRouteController().resumeRoute(route.getRouteId());
                context.getRouteController().stopRoute(route.getRouteId());
                context.getRouteController().startRoute(route.getRouteId());
            }
            provider.producers().forEach(operation -> send(context, provider, operation, all));
        }
        all.assertAll();
    }

    private void send(
            DefaultCamelContext context, Provider provider, TranscriptionOperation operation, SoftAssertions all) {
        MockEndpoint reached = context.getEndpoint("mock:" + operation.getName(), MockEndpoint.class);
        reached.reset();
        reached.expectedMessageCount(1);
        Map<String, Object> headers = new HashMap<>();
        if (provider.takesJob(operation)) {
            headers.put(TranscriptionConstants.JOB_ID, submitted(context, provider));
        }
        Exchange reply = context.createFluentProducerTemplate()
                .to("direct:" + operation.getName())
                .withHeaders(headers)
                .withBody(operation == PalatineOperation.PROFANITY ? "a text" : recording)
                .send();
        all.assertThat(reply.getException()).as("%s", operation).isNull();
        if (reply.getException() == null) {
            all.assertThatCode(() -> reached.assertIsSatisfied(10_000))
                    .as("%s", operation)
                    .doesNotThrowAnyException();
        }
    }

    private String submitted(DefaultCamelContext context, Provider provider) {
        return context.createFluentProducerTemplate()
                .to(provider.scheme() + ":submit")
                .withBody(recording)
                .request(TranscriptionJob.class)
                .jobId();
    }
}

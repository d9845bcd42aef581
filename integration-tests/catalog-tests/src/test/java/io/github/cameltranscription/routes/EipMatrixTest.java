/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.saga.InMemorySagaService;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.palatine.PalatineOperation;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.testing.Recordings;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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

    /** An operation of a provider, with the name of its route. */
    private record Call(Provider provider, TranscriptionOperation operation) {

        String name() {
            return provider.scheme() + "-" + operation.getName();
        }

        boolean takesText() {
            return operation == PalatineOperation.PROFANITY;
        }
    }

    /**
     * The operations of a cell: all of them, or one of each provider, another in each place, so that each operation is in
     * several places.
     */
    private static List<Call> calls(Eip eip) {
        return Stream.of(Provider.values())
                .flatMap(provider -> {
                    List<TranscriptionOperation> all = provider.producers();
                    return IntStream.range(0, all.size())
                            .filter(i -> TestSize.isFull() || i == eip.ordinal() % all.size())
                            .mapToObj(i -> new Call(provider, all.get(i)));
                })
                .toList();
    }

    @Test
    void everyOperationIsInSeveralPlaces() {
        Map<String, Long> places = Stream.of(Eip.values())
                .flatMap(eip -> calls(eip).stream())
                .collect(Collectors.groupingBy(Call::name, Collectors.counting()));

        long operations = Stream.of(Provider.values())
                .mapToLong(provider -> provider.producers().size())
                .sum();
        assertThat(places).hasSize((int) operations);
        assertThat(places.values()).allMatch(count -> count >= 2);
    }

    @ParameterizedTest
    @EnumSource
    void operationsStartAndStopInEveryPlaceOfARoute(Eip eip) throws Exception {
        List<Call> calls = calls(eip);
        SoftAssertions all = new SoftAssertions();
        try (DefaultCamelContext context = context()) {
            RouteBuilder routes = new RouteBuilder() {
                @Override
                public void configure() {
                    calls.forEach(
                            call -> eip.addTo(this, call.name(), call.provider().uri(call.operation())));
                }
            };
            context.addRoutes(routes);
            // What Camel Main does too; addRoutes leaves the routes of templates out.
            routes.addTemplatedRoutesToCamelContext(context);
            context.start();
            calls.forEach(call -> send(context, call, all));
            context.suspend();
            context.resume();
            for (Route route : context.getRoutes()) {
                context.getRouteController().suspendRoute(route.getRouteId());
                context.getRouteController().resumeRoute(route.getRouteId());
                context.getRouteController().stopRoute(route.getRouteId());
                context.getRouteController().startRoute(route.getRouteId());
            }
            calls.forEach(call -> send(context, call, all));
        }
        all.assertAll();
    }

    private DefaultCamelContext context() throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        configure(context);
        context.addService(new InMemorySagaService());
        return context;
    }

    private void configure(DefaultCamelContext context) {
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        for (Provider provider : Provider.values()) {
            TranscriptionConfiguration configuration = provider.configure(context, simulator);
            configuration.setInitialDelay(1);
            configuration.setMaxPollInterval(20);
        }
    }

    private void send(DefaultCamelContext context, Call call, SoftAssertions all) {
        MockEndpoint reached = context.getEndpoint("mock:" + call.name(), MockEndpoint.class);
        reached.reset();
        reached.expectedMessageCount(1);
        Map<String, Object> headers = new HashMap<>();
        if (call.provider().takesJob(call.operation())) {
            headers.put(TranscriptionConstants.JOB_ID, submitted(context, call.provider()));
        }
        Exchange reply = context.createFluentProducerTemplate()
                .to("direct:" + call.name())
                .withHeaders(headers)
                .withBody(call.takesText() ? "a text" : recording)
                .send();
        all.assertThat(reply.getException()).as("%s", call).isNull();
        if (reply.getException() == null) {
            all.assertThatCode(() -> reached.assertIsSatisfied(10_000))
                    .as("%s", call)
                    .doesNotThrowAnyException();
        }
    }

    /** A context that is stopped forgets its beans and components, and makes its routes and endpoints anew. */
    @ParameterizedTest
    @EnumSource
    void aWholeContextStartsAgain(Provider provider) throws Exception {
        SoftAssertions all = new SoftAssertions();
        List<Call> calls = provider.producers().stream()
                .map(operation -> new Call(provider, operation))
                .toList();
        try (DefaultCamelContext context = context()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    calls.forEach(call -> Eip.SPLIT.addTo(this, call.name(), provider.uri(call.operation())));
                    from(provider.scheme() + ":results?jobRepository=#jobs&delay=10")
                            .routeId("results")
                            .to("mock:results");
                }
            });
            for (int life = 0; life < 2; life++) {
                configure(context);
                context.start();
                calls.forEach(call -> send(context, call, all));
                emitsAJob(context, provider);
                context.stop();
            }
        }
        all.assertAll();
    }

    private void emitsAJob(DefaultCamelContext context, Provider provider) throws Exception {
        MockEndpoint results = context.getEndpoint("mock:results", MockEndpoint.class);
        results.reset();
        results.expectedMinimumMessageCount(1);
        submit(context, provider);
        results.assertIsSatisfied(30_000);
    }

    /** The job is for results once this exchange has completed. */
    private void submit(DefaultCamelContext context, Provider provider) {
        context.createFluentProducerTemplate()
                .to(provider.scheme() + ":submit?jobRepository=#jobs&jobKey=${exchangeId}")
                .withBody(recording)
                .request(TranscriptionJob.class);
    }

    @ParameterizedTest
    @EnumSource
    void resultsGoThroughAllStatesOfARoute(Provider provider) throws Exception {
        try (DefaultCamelContext context = context()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from(provider.scheme() + ":results?jobRepository=#jobs&delay=10")
                            .routeId("results")
                            .to("mock:results");
                }
            });
            context.start();
            throughAllStates(context, "results", () -> emitsAJob(context, provider));
        }
    }

    @Test
    void theStreamConsumerGoesThroughAllStatesOfARoute() throws Exception {
        try (DefaultCamelContext context = context()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("palatine:stream?outputFormat=text").routeId("events").to("mock:events");
                }
            });
            context.start();
            throughAllStates(context, "events", () -> {
                MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
                events.reset();
                events.expectedMinimumMessageCount(1);
                context.createProducerTemplate().requestBody("palatine:stream?sampleRate=8000", recording);
                events.assertIsSatisfied(30_000);
            });
        }
    }

    @Test
    void theWebhookGoesThroughAllStatesOfARoute() throws Exception {
        try (DefaultCamelContext context = context()) {
            VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindHost("127.0.0.1");
            configuration.setBindPort(0);
            VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
            context.addService(server, true, true);
            server.start();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("shopot:webhook?path=/hooks&webhookSecret=0123456789abcdef0123456789abcdef")
                            .routeId("webhook")
                            .to("mock:webhook");
                }
            });
            context.start();
            URI address = URI.create("http://127.0.0.1:" + server.getPort() + "/hooks");
            throughAllStates(context, "webhook", () -> assertThat(HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(address)
                                            .POST(BodyPublishers.ofString("{\"id\":\"1\"}"))
                                            .header("Content-Type", "application/json")
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401));
        }
    }

    /** Something that works while a route runs. */
    private interface Work {
        void check() throws Exception;
    }

    private static void throughAllStates(DefaultCamelContext context, String route, Work work) throws Exception {
        work.check();
        context.getRouteController().suspendRoute(route);
        context.getRouteController().resumeRoute(route);
        work.check();
        context.getRouteController().stopRoute(route);
        context.getRouteController().startRoute(route);
        work.check();
        context.suspend();
        context.resume();
        work.check();
    }

    /** What is emitted to a route can be asked for in the middle of one. */
    @ParameterizedTest
    @EnumSource
    void resultsCanBePolledByAnEnricher(Provider provider) throws Exception {
        try (DefaultCamelContext context = context()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .routeId("enricher")
                            .pollEnrich(
                                    provider.scheme() + ":results?jobRepository=#jobs&delay=10&outputFormat=text",
                                    30_000,
                                    new UseLatestAggregationStrategy())
                            .to("mock:results");
                }
            });
            context.start();
            throughAllStates(context, "enricher", () -> {
                MockEndpoint results = context.getEndpoint("mock:results", MockEndpoint.class);
                results.reset();
                results.expectedMessageCount(1);
                submit(context, provider);
                context.createProducerTemplate().sendBody("direct:in", "a question");
                results.assertIsSatisfied(30_000);
                assertThat(results.getExchanges().get(0).getMessage().getBody(String.class))
                        .contains("simulated speech");
            });
        }
    }

    @Test
    void eventsOfAStreamCanBePolledByAnEnricher() throws Exception {
        try (DefaultCamelContext context = context()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:in")
                            .pollEnrich("palatine:stream?outputFormat=text", 30_000, new UseLatestAggregationStrategy())
                            .to("mock:events");
                }
            });
            context.start();
            MockEndpoint events = context.getEndpoint("mock:events", MockEndpoint.class);
            events.expectedMessageCount(1);

            Future<Object> enriched = context.createProducerTemplate().asyncSendBody("direct:in", "a question");
            await().atMost(30, TimeUnit.SECONDS).until(() -> {
                context.createProducerTemplate().requestBody("palatine:stream?sampleRate=8000", recording);
                return enriched.isDone();
            });

            events.assertIsSatisfied(30_000);
            assertThat(events.getExchanges().get(0).getMessage().getHeader("CamelPalatineStreamEvent"))
                    .isNotNull();
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

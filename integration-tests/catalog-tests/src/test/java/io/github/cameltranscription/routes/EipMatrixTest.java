/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.job.TranscriptionJob;
import io.github.cameltranscription.palatine.PalatineOperation;
import io.github.cameltranscription.testing.TestSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every producer operation in every place of a route: it starts in any order of starts, and works after every change of
 * state that a route has in Camel.
 */
@Tag("heavy")
class EipMatrixTest extends RouteTestSupport {

    /** An operation of a provider. */
    private record Call(Provider provider, TranscriptionOperation operation) {

        /** The name of its route. */
        String name() {
            return provider.scheme() + "-" + operation.getName();
        }

        String uri() {
            return provider.uri(operation);
        }

        boolean takesText() {
            return operation == PalatineOperation.PROFANITY;
        }
    }

    /**
     * The operations that are tested in a place: all of them in full size; else one of each provider, another in each
     * place, so that each operation is in several places.
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
                    calls.forEach(call -> eip.addTo(this, call.name(), call.uri()));
                }
            };
            context.addRoutes(routes);
            // As Camel Main does; addRoutes leaves out the routes of templates.
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

    private void configure(CamelContext context) {
        context.getRegistry().bind("jobs", new MemoryJobRepository());
        for (Provider provider : Provider.values()) {
            provider.configure(context, simulator);
        }
    }

    private void send(CamelContext context, Call call, SoftAssertions all) {
        MockEndpoint reached = freshMock(context, "mock:" + call.name());
        reached.expectedMessageCount(1);
        Map<String, Object> headers = call.provider().takesJob(call.operation())
                ? Map.of(
                        TranscriptionConstants.JOB_ID,
                        submit(context, call.provider(), "").jobId())
                : Map.of();
        Exchange reply = send(context, "direct:" + call.name(), call.takesText() ? "a text" : recording, headers);
        all.assertThat(reply.getException()).as("%s", call).isNull();
        if (reply.getException() == null) {
            all.assertThatCode(() -> reached.assertIsSatisfied(30_000))
                    .as("%s", call)
                    .doesNotThrowAnyException();
        }
    }

    /** A mock that has received nothing and expects nothing. */
    private static MockEndpoint freshMock(CamelContext context, String uri) {
        MockEndpoint mock = context.getEndpoint(uri, MockEndpoint.class);
        mock.reset();
        return mock;
    }

    private TranscriptionJob submit(CamelContext context, Provider provider, String options) {
        return context.createFluentProducerTemplate()
                .to(provider.scheme() + ":submit" + options)
                .withBody(recording)
                .request(TranscriptionJob.class);
    }

    /** When this returns, the job is available to {@code results}. */
    private void submitRecorded(CamelContext context, Provider provider) {
        submit(context, provider, "?jobRepository=#jobs&jobKey=${exchangeId}");
    }

    private static void addResults(CamelContext context, Provider provider) throws Exception {
        RouteBuilder.addRoutes(
                context, routes -> routes.from(provider.scheme() + ":results?jobRepository=#jobs&delay=10")
                        .routeId("results")
                        .to("mock:results"));
    }

    private void emitsAJob(CamelContext context, Provider provider) throws Exception {
        MockEndpoint results = freshMock(context, "mock:results");
        results.expectedMinimumMessageCount(1);
        submitRecorded(context, provider);
        results.assertIsSatisfied(30_000);
    }

    /** A stopped context forgets its beans and components, and creates its routes and endpoints again. */
    @ParameterizedTest
    @EnumSource
    void aWholeContextStartsAgain(Provider provider) throws Exception {
        SoftAssertions all = new SoftAssertions();
        List<Call> calls = provider.producers().stream()
                .map(operation -> new Call(provider, operation))
                .toList();
        try (DefaultCamelContext context = context()) {
            RouteBuilder.addRoutes(
                    context, routes -> calls.forEach(call -> Eip.SPLIT.addTo(routes, call.name(), call.uri())));
            addResults(context, provider);
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

    @ParameterizedTest
    @EnumSource
    void resultsWorksInAllStatesOfARoute(Provider provider) throws Exception {
        try (DefaultCamelContext context = context()) {
            addResults(context, provider);
            throughAllStates(context, "results", () -> emitsAJob(context, provider));
        }
    }

    @Test
    void theStreamConsumerWorksInAllStatesOfARoute() throws Exception {
        try (DefaultCamelContext context = context()) {
            RouteBuilder.addRoutes(context, routes -> routes.from("palatine:stream?outputFormat=text")
                    .routeId("events")
                    .to("mock:events"));
            throughAllStates(context, "events", () -> {
                MockEndpoint events = freshMock(context, "mock:events");
                events.expectedMinimumMessageCount(1);
                context.createProducerTemplate().requestBody("palatine:stream?sampleRate=8000", recording);
                events.assertIsSatisfied(30_000);
            });
        }
    }

    @Test
    void theWebhookWorksInAllStatesOfARoute() throws Exception {
        try (DefaultCamelContext context = context()) {
            VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindHost("127.0.0.1");
            configuration.setBindPort(0);
            VertxPlatformHttpServer server = new VertxPlatformHttpServer(configuration);
            context.addService(server, true, true);
            server.start();
            RouteBuilder.addRoutes(context, routes -> routes.from(
                            "shopot:webhook?path=/hooks&webhookSecret=0123456789abcdef0123456789abcdef")
                    .routeId("webhook")
                    .to("mock:webhook"));
            HttpRequest forged = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + "/hooks"))
                    .POST(BodyPublishers.ofString("{\"id\":\"1\"}"))
                    .header("Content-Type", "application/json")
                    .build();
            throughAllStates(context, "webhook", () -> assertThat(HttpClient.newHttpClient()
                            .send(forged, BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(401));
        }
    }

    /** Checks that a running route works. */
    private interface Check {
        void run() throws Exception;
    }

    private static void throughAllStates(CamelContext context, String route, Check check) throws Exception {
        context.start();
        check.run();
        context.getRouteController().suspendRoute(route);
        context.getRouteController().resumeRoute(route);
        check.run();
        context.getRouteController().stopRoute(route);
        context.getRouteController().startRoute(route);
        check.run();
        context.suspend();
        context.resume();
        check.run();
    }

    @ParameterizedTest
    @EnumSource
    void anEnricherPollsResults(Provider provider) throws Exception {
        try (DefaultCamelContext context = context()) {
            RouteBuilder.addRoutes(context, routes -> routes.from("direct:in")
                    .routeId("enricher")
                    .pollEnrich(
                            provider.scheme() + ":results?jobRepository=#jobs&delay=10&outputFormat=text",
                            30_000,
                            new UseLatestAggregationStrategy())
                    .to("mock:results"));
            throughAllStates(context, "enricher", () -> {
                MockEndpoint results = freshMock(context, "mock:results");
                results.expectedMessageCount(1);
                submitRecorded(context, provider);
                context.createProducerTemplate().sendBody("direct:in", "a question");
                results.assertIsSatisfied(30_000);
                assertThat(results.getExchanges().get(0).getMessage().getBody(String.class))
                        .contains("simulated speech");
            });
        }
    }

    @Test
    void anEnricherPollsEventsOfAStream() throws Exception {
        try (DefaultCamelContext context = context()) {
            RouteBuilder.addRoutes(context, routes -> routes.from("direct:in")
                    .pollEnrich("palatine:stream?outputFormat=text", 30_000, new UseLatestAggregationStrategy())
                    .to("mock:events"));
            context.start();
            MockEndpoint events = freshMock(context, "mock:events");
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
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.simulator.request.RecordedRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** What Camel expects of endpoints: a service location, that mocks can replace them, and one endpoint for a {@code toD}. */
class ConventionsTest extends RouteTestSupport {

    @ParameterizedTest
    @EnumSource
    void theServiceLocationOfAnEndpointHasNoSecret(Provider provider) throws Exception {
        try (DefaultCamelContext context = provider.context(simulator)) {
            for (TranscriptionOperation operation : provider.producers()) {
                String uri = provider.uri(operation);
                String address = "http://127.0.0.1:8080/api";
                Endpoint endpoint =
                        context.getEndpoint(uri + (uri.contains("?") ? "&" : "?") + "baseUrl=RAW(" + address + ")");

                assertThat(endpoint).isInstanceOf(AsyncEndpoint.class);
                EndpointServiceLocation location = (EndpointServiceLocation) endpoint;
                assertThat(location.getServiceUrl()).isEqualTo(address);
                assertThat(location.getServiceProtocol()).isEqualTo("http");
                assertThat(location.getServiceMetadata())
                        .containsOnly(
                                Map.entry("provider", provider.scheme()), Map.entry("operation", operation.getName()));
            }
        }
    }

    /** The ways in which a test replaces an endpoint. */
    enum Replaced {
        MOCKED_BY_ADVICE {
            @Override
            void addRoute(DefaultCamelContext context, String uri) throws Exception {
                ConventionsTest.addRoute(context, uri);
                AdviceWith.adviceWith(context, "route", advice -> advice.mockEndpointsAndSkip(uri + "*"));
            }
        },
        SKIPPED_BY_TEST_SUPPORT {
            @Override
            void addRoute(DefaultCamelContext context, String uri) throws Exception {
                context.getCamelContextExtension()
                        .registerEndpointCallback(new InterceptSendToMockEndpointStrategy(uri + "*", true));
                ConventionsTest.addRoute(context, uri);
            }
        },
        SKIPPED_BY_INTERCEPTOR {
            @Override
            void addRoute(DefaultCamelContext context, String uri) throws Exception {
                RouteBuilder.addRoutes(context, routes -> {
                    routes.interceptSendToEndpoint(uri + "*")
                            .skipSendToOriginalEndpoint()
                            .to("mock:" + uri);
                    routes.from("direct:in").to(uri).to("mock:after");
                });
            }
        };

        abstract void addRoute(DefaultCamelContext context, String uri) throws Exception;
    }

    static Stream<Arguments> replacements() {
        return Stream.of(Replaced.values())
                .flatMap(replaced -> Stream.of(Provider.values()).flatMap(provider -> provider.producers().stream()
                        .map(operation -> Arguments.of(replaced, provider, operation))));
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void aReplacedEndpointNeedsNoKey(Replaced replaced, Provider provider, TranscriptionOperation operation)
            throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("jobs", new MemoryJobRepository());
            replaced.addRoute(context, provider.uri(operation));
            context.start();

            Exchange reply = send(context, "direct:in", "instead of a recording", Map.of());

            assertThat(reply.getException()).isNull();
            assertThat(context.getEndpoint("mock:after", MockEndpoint.class).getReceivedCounter())
                    .isEqualTo(1);
        }
    }

    private static void addRoute(CamelContext context, String uri) throws Exception {
        RouteBuilder.addRoutes(
                context,
                routes -> routes.from("direct:in").routeId("route").to(uri).to("mock:after"));
    }

    @ParameterizedTest
    @EnumSource
    void theListOfParkedJobsNeedsNoKey(Provider provider) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("jobs", new MemoryJobRepository());
            addRoute(context, provider.scheme() + ":parked?jobRepository=#jobs");
            context.start();

            Object parked = context.createProducerTemplate().requestBody("direct:in", (Object) null);

            assertThat(parked).isEqualTo(List.of());
        }
    }

    /** A dynamic URI, values for it, and the name of the parameter that the provider receives. */
    static Stream<Arguments> varyingOptions() {
        return Stream.of(
                Arguments.of("palatine:transcribe?language=${header.value}", List.of("ru", "en"), "language="),
                Arguments.of(
                        "palatine:submit?model=${header.value}&language=ru",
                        List.of("palatine_small", "palatine_large"),
                        "model="),
                Arguments.of(
                        "shopot:transcribe?initialPrompt=RAW(a&b)&language=${header.value}",
                        List.of("ru", "en"),
                        "language="),
                Arguments.of(
                        "shopot:submit?callbackUrl=http://127.0.0.1:1/x&callbackId=${header.value}",
                        List.of("1", "2"),
                        "callback_id="),
                Arguments.of("aiesa:transcribe?priority=${header.value}", List.of("queue", "lightning"), "priority="),
                Arguments.of(
                        "aiesa:submit?language=$simple{header.value}&aiPrompt=a%2Bb",
                        List.of("ru", "en"), "language="));
    }

    @ParameterizedTest
    @MethodSource("varyingOptions")
    void oneEndpointServesAllValuesOfAnOptionThatHasAHeader(String uri, List<String> values, String wireName)
            throws Exception {
        Provider provider = Provider.of(uri);
        try (DefaultCamelContext context = dynamicRoute(provider, uri)) {
            for (String value : values) {
                Exchange reply = sendDynamic(context, Map.of("value", value));

                assertThat(reply.getException()).isNull();
                assertThat(submission(provider)).contains(wireName + value);
            }

            assertOneEndpoint(context, provider);
        }
    }

    /** A started context with a route that sends to a dynamic URI. */
    private DefaultCamelContext dynamicRoute(Provider provider, String uri) throws Exception {
        DefaultCamelContext context = provider.context(simulator);
        RouteBuilder.addRoutes(
                context, routes -> routes.from("direct:in").toD(uri).to("mock:after"));
        context.start();
        return context;
    }

    private Exchange sendDynamic(CamelContext context, Map<String, Object> headers) {
        forgetRequests();
        return send(context, "direct:in", recording, headers);
    }

    private static void assertOneEndpoint(CamelContext context, Provider provider) {
        assertThat(context.getEndpoints())
                .filteredOn(endpoint -> endpoint.getEndpointUri().startsWith(provider.scheme()))
                .hasSize(1);
    }

    /** The first request with parameters; the release of an earlier job, which may come late, has none. */
    private String submission(Provider provider) {
        RecordedRequest request = provider.requests(simulator).all().stream()
                .filter(each -> each.query() != null || !each.fields().isEmpty() || each.body() != null)
                .findFirst()
                .orElseThrow();
        return request.query() + " " + request.fields() + " " + request.body();
    }

    /** As with {@code to}: a header of the route has precedence over the option, and a header of a reply has not. */
    @ParameterizedTest
    @CsvSource({
        "palatine:transcribe?language=${header.value}, palatine:transcribe?language=en",
        "aiesa:transcribe?language=${header.value}, aiesa:transcribe?language=en",
        "shopot:transcribe?language=${header.value}, shopot:transcribe?language=en"
    })
    void aHeaderHasPrecedenceOverTheOptionForOneMessage(String uri, String own) throws Exception {
        Provider provider = Provider.of(uri);
        try (DefaultCamelContext context = dynamicRoute(provider, uri)) {
            Exchange withHeader = sendDynamic(context, Map.of("value", "en", TranscriptionConstants.LANGUAGE, "de"));
            String sentWithHeader = submission(provider);
            Exchange withOption = sendDynamic(context, Map.of("value", "en"));
            String sentWithOption = submission(provider);
            Exchange expected = send(context, own, recording, Map.of("value", "en"));

            assertThat(sentWithHeader).contains("language=").contains("de").doesNotContain("language=en");
            assertThat(withHeader.getMessage().getHeader(TranscriptionConstants.LANGUAGE))
                    .isEqualTo("de");
            assertThat(sentWithOption).contains("language=").contains("en");
            assertThat(withOption.getMessage().getHeaders().keySet())
                    .isEqualTo(expected.getMessage().getHeaders().keySet());
            assertThat(withOption.getMessage().getHeader(TranscriptionConstants.LANGUAGE))
                    .isEqualTo(expected.getMessage().getHeader(TranscriptionConstants.LANGUAGE));
        }
    }

    /** Each message has its own link and key; an endpoint for each would be one for every recording. */
    @ParameterizedTest
    @EnumSource
    void messagesWithTheirOwnLinksAndKeysShareAnEndpoint(Provider provider) throws Exception {
        try (DefaultCamelContext context = dynamicRoute(
                provider,
                provider.scheme()
                        + ":transcribe?jobRepository=#jobs&jobKey=${header.key}&sourceUrl=RAW(${header.link})")) {
            for (int i = 0; i < 3; i++) {
                String link = "https://example.org/talk-" + i + ".mp3?a=1&signature=a%2Bb+c";
                forgetRequests();
                Exchange reply = send(context, "direct:in", null, Map.of("key", "key-" + i, "link", link));

                assertThat(reply.getException()).isNull();
                assertThat(submission(provider)).contains(link);
                assertThat(reply.getMessage().getHeader(TranscriptionConstants.JOB_KEY))
                        .isEqualTo("key-" + i);
                assertThat(reply.getMessage().getHeader(TranscriptionConstants.SOURCE_URL))
                        .isNull();
            }

            assertOneEndpoint(context, provider);
        }
    }

    /** Includes an option that the operation does not use, and one that has no header. */
    @ParameterizedTest
    @CsvSource({
        "palatine:diarize?language=${header.value}, en, has no effect on palatine:diarize",
        "palatine:transcribe?speakers=${header.value}, x, is not a whole number",
        "aiesa:transcribe?priority=${header.value}, urgent, urgent",
        "shopot:transcribe?language=${header.value}, xx, xx"
    })
    void badValuesAreRefusedAsWithTo(String uri, String value, String message) throws Exception {
        Provider provider = Provider.of(uri);
        try (DefaultCamelContext context = dynamicRoute(provider, uri)) {
            Exchange reply = sendDynamic(context, Map.of("value", value));

            assertThat(reply.getException()).isNotNull().hasStackTraceContaining(message);
            assertThat(provider.requests(simulator).all()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWholeUriMayBeAnExpression(Provider provider) throws Exception {
        try (DefaultCamelContext context = dynamicRoute(provider, "${header.uri}")) {
            Exchange reply = sendDynamic(context, Map.of("uri", provider.scheme() + ":transcribe?language=en"));

            assertThat(reply.getException()).isNull();
            assertThat(submission(provider)).contains("en");
        }
    }
}

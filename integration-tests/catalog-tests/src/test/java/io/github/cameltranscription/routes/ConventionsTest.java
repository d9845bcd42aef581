/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.routes;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.InterceptSendToMockEndpointStrategy;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.EndpointServiceLocation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.component.TranscriptionOperation;
import io.github.cameltranscription.job.MemoryJobRepository;
import io.github.cameltranscription.simulator.ProviderSimulator;
import io.github.cameltranscription.simulator.request.RecordedRequest;
import io.github.cameltranscription.testing.Recordings;

import static org.assertj.core.api.Assertions.assertThat;

/** What Camel asks of endpoints: where they lead to, that they can be mocked and skipped, one of them for a {@code toD}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
class ConventionsTest {

    private ProviderSimulator simulator;
    private Path recording;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        simulator = ProviderSimulator.builder().start();
        recording = Files.write(folder.resolve("meeting.wav"), Recordings.wav(1));
    }

    @AfterAll
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @EnumSource
    void anEndpointSaysWhereItLeadsToAndNoSecret(Provider provider) throws Exception {
        try (DefaultCamelContext context = provider.context(simulator)) {
            for (TranscriptionOperation operation : provider.producers()) {
                String uri = provider.uri(operation);
                String address = "http://camel:secret-password@127.0.0.1:8080/api";
                Endpoint endpoint =
                        context.getEndpoint(uri + (uri.contains("?") ? "&" : "?") + "baseUrl=RAW(" + address + ")");

                assertThat(endpoint).isInstanceOf(AsyncEndpoint.class);
                EndpointServiceLocation location = (EndpointServiceLocation) endpoint;
                assertThat(location.getServiceUrl()).isEqualTo("http://127.0.0.1:8080/api");
                assertThat(location.getServiceProtocol()).isEqualTo("http");
                assertThat(location.getServiceMetadata())
                        .containsOnly(
                                Map.entry("provider", provider.scheme()), Map.entry("operation", operation.getName()));
            }
        }
    }

    /** What stands in the place of an endpoint that a test does not want. */
    enum Replaced {
        MOCKED_BY_ADVICE {
            @Override
            void replace(DefaultCamelContext context, String uri) throws Exception {
                AdviceWith.adviceWith(context, "route", advice -> advice.mockEndpointsAndSkip(uri + "*"));
            }
        },
        SKIPPED_BY_TEST_SUPPORT {
            @Override
            void replace(DefaultCamelContext context, String uri) {
                context.getCamelContextExtension()
                        .registerEndpointCallback(new InterceptSendToMockEndpointStrategy(uri + "*", true));
            }
        },
        SKIPPED_BY_INTERCEPTOR {
            @Override
            void replace(DefaultCamelContext context, String uri) throws Exception {
                context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        interceptSendToEndpoint(uri + "*")
                                .skipSendToOriginalEndpoint()
                                .to("mock:" + uri);
                        from("direct:intercepted").to(uri).to("mock:after");
                    }
                });
            }
        };

        abstract void replace(DefaultCamelContext context, String uri) throws Exception;
    }

    static Stream<Arguments> replacements() {
        return Stream.of(Replaced.values())
                .flatMap(replaced -> Stream.of(Provider.values()).flatMap(provider -> provider.producers().stream()
                        .map(operation -> Arguments.of(replaced, provider, operation))));
    }

    @ParameterizedTest
    @MethodSource("replacements")
    void anEndpointThatIsReplacedNeedsNoKey(Replaced replaced, Provider provider, TranscriptionOperation operation)
            throws Exception {
        String uri = provider.uri(operation);
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("jobs", new MemoryJobRepository());
            if (replaced != Replaced.MOCKED_BY_ADVICE) {
                replaced.replace(context, uri);
            }
            if (replaced != Replaced.SKIPPED_BY_INTERCEPTOR) {
                context.addRoutes(route("direct:in", uri));
            }
            if (replaced == Replaced.MOCKED_BY_ADVICE) {
                replaced.replace(context, uri);
            }
            context.start();
            String from = replaced == Replaced.SKIPPED_BY_INTERCEPTOR ? "direct:intercepted" : "direct:in";

            Exchange reply = context.createFluentProducerTemplate()
                    .to(from)
                    .withBody("instead of a recording")
                    .send();

            assertThat(reply.getException()).isNull();
            assertThat(context.getEndpoint("mock:after", MockEndpoint.class).getReceivedCounter())
                    .isEqualTo(1);
        }
    }

    private static RouteBuilder route(String from, String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).routeId("route").to(uri).to("mock:after");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void theListOfParkedJobsNeedsNoKey(Provider provider) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("jobs", new MemoryJobRepository());
            context.addRoutes(route("direct:in", provider.scheme() + ":parked?jobRepository=#jobs"));
            context.start();

            Object parked = context.createProducerTemplate().requestBody("direct:in", (Object) null);

            assertThat(parked).isEqualTo(List.of());
        }
    }

    /** Values that differ from message to message, how they are written, and what the provider gets of them. */
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
        Provider provider = Provider.valueOf(uri.substring(0, uri.indexOf(':')).toUpperCase());
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.addRoutes(dynamic(uri));
            context.start();
            for (String value : values) {
                Exchange reply = sent(context, Map.of("value", value));

                assertThat(reply.getException()).isNull();
                assertThat(submission(provider)).contains(wireName + value);
            }

            assertThat(context.getEndpoints().stream()
                            .filter(endpoint -> endpoint.getEndpointUri().startsWith(provider.scheme()))
                            .count())
                    .as("endpoints")
                    .isEqualTo(1);
        }
    }

    private static RouteBuilder dynamic(String uri) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:in").toD(uri).to("mock:after");
            }
        };
    }

    private Exchange sent(DefaultCamelContext context, Map<String, Object> headers) {
        Stream.of(Provider.values()).forEach(each -> each.requests(simulator).clear());
        return context.createFluentProducerTemplate()
                .to("direct:in")
                .withHeaders(headers)
                .withBody(recording.toFile())
                .send();
    }

    /** The release of the job before may come after it. */
    private String submission(Provider provider) {
        RecordedRequest request = provider.requests(simulator).all().stream()
                .filter(each -> each.query() != null || !each.fields().isEmpty() || each.body() != null)
                .findFirst()
                .orElseThrow();
        return request.query() + " " + request.fields() + " " + request.body();
    }

    /** The same as with an endpoint of its own: the header that the route has set, else the option, and then the reply's. */
    @ParameterizedTest
    @CsvSource({
        "palatine:transcribe?language=${header.value}, palatine:transcribe?language=en",
        "aiesa:transcribe?language=${header.value}, aiesa:transcribe?language=en",
        "shopot:transcribe?language=${header.value}, shopot:transcribe?language=en"
    })
    void aHeaderGoesBeforeTheOptionAndIsGoneAfterwards(String uri, String own) throws Exception {
        Provider provider = Provider.valueOf(uri.substring(0, uri.indexOf(':')).toUpperCase());
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.addRoutes(dynamic(uri));
            context.start();

            Map<String, Object> both = new HashMap<>();
            both.put("value", "en");
            both.put(TranscriptionConstants.LANGUAGE, "de");
            Exchange withHeader = sent(context, both);
            String sentWithHeader = submission(provider);
            Exchange withOption = sent(context, Map.of("value", "en"));
            String sentWithOption = submission(provider);
            Exchange expected = context.createFluentProducerTemplate()
                    .to(own)
                    .withHeader("value", "en")
                    .withBody(recording.toFile())
                    .send();

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

    /** Each message has a link and a key of its own: with an endpoint for each there would be a thousand. */
    @ParameterizedTest
    @CsvSource({"palatine", "shopot", "aiesa"})
    void linksAndKeysOfMessagesShareAnEndpoint(String scheme) throws Exception {
        Provider provider = Provider.valueOf(scheme.toUpperCase());
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.addRoutes(dynamic(
                    scheme + ":transcribe?jobRepository=#jobs&jobKey=${header.key}&sourceUrl=RAW(${header.link})"));
            context.start();
            for (int i = 0; i < 3; i++) {
                String link = "https://example.org/talk " + i + ".mp3?a=1&signature=a%2Bb+c";
                provider.requests(simulator).clear();
                Exchange reply = context.createFluentProducerTemplate()
                        .to("direct:in")
                        .withHeader("key", "key-" + i)
                        .withHeader("link", link.replace(" ", "-"))
                        .send();

                assertThat(reply.getException()).isNull();
                assertThat(submission(provider))
                        .contains("https://example.org/talk-" + i + ".mp3?a=1&signature=a%2Bb+c");
                assertThat(reply.getMessage().getHeader(TranscriptionConstants.JOB_KEY))
                        .isEqualTo("key-" + i);
                assertThat(reply.getMessage().getHeader(TranscriptionConstants.SOURCE_URL))
                        .isNull();
            }

            assertThat(context.getEndpoints().stream()
                            .filter(endpoint -> endpoint.getEndpointUri().startsWith(scheme))
                            .count())
                    .as("endpoints")
                    .isEqualTo(1);
        }
    }

    /** An option that its operation does not use is refused, and one without a header makes an endpoint for each value. */
    @ParameterizedTest
    @CsvSource({
        "palatine:diarize?language=${header.value}, en, has no effect on palatine:diarize",
        "palatine:transcribe?speakers=${header.value}, x, is not a whole number",
        "aiesa:transcribe?priority=${header.value}, urgent, urgent",
        "shopot:transcribe?language=${header.value}, xx, xx"
    })
    void badValuesAreRefusedAsWithTo(String uri, String value, String message) throws Exception {
        Provider provider = Provider.valueOf(uri.substring(0, uri.indexOf(':')).toUpperCase());
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.addRoutes(dynamic(uri));
            context.start();

            Exchange reply = sent(context, Map.of("value", value));

            assertThat(reply.getException()).isNotNull().hasStackTraceContaining(message);
            assertThat(provider.requests(simulator).all()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aUriThatIsAnExpressionAltogetherWorksToo(Provider provider) throws Exception {
        try (DefaultCamelContext context = provider.context(simulator)) {
            context.addRoutes(dynamic("${header.uri}"));
            context.start();

            Exchange reply = sent(context, Map.of("uri", provider.scheme() + ":transcribe?language=en"));

            assertThat(reply.getException()).isNull();
            assertThat(submission(provider)).contains("en");
        }
    }
}

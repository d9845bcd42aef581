/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What an HTTP server of Camel's hands over that is not Vert.x: Jetty, Undertow, a servlet container. */
class ShopotWebhookProcessorTest {

    private static final String SECRET = "webhook-secret-41d7";
    private static final String GOOD = new ShopotCallbackId(ShopotCallbackId.Purpose.WAKE, null).sign(SECRET);
    private static final String BODY = "{\"id\":\"job-1\",\"output\":\"text\"}";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private AsyncProcessor processor;

    @BeforeEach
    void start() throws Exception {
        context.start();
        ShopotEndpoint endpoint = context.getEndpoint(
                "shopot:webhook?path=/hooks&maxPayloadSize=1000&webhookSecret=" + SECRET, ShopotEndpoint.class);
        processor = endpoint.webhookHandler(null);
    }

    @AfterEach
    void stop() throws IOException {
        context.close();
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(200, Map.of("X-Callback-ID", GOOD), BODY),
                Arguments.of(200, Map.of("X-Callback-ID", GOOD, Exchange.CONTENT_LENGTH, "abc"), BODY),
                Arguments.of(413, Map.of("X-Callback-ID", GOOD, Exchange.CONTENT_LENGTH, "1"), BODY + " ".repeat(1000)),
                Arguments.of(413, Map.of(), " ".repeat(1001)),
                Arguments.of(401, Map.of("X-Callback-ID", GOOD + "x"), " ".repeat(1001)),
                Arguments.of(401, Map.of(), BODY),
                Arguments.of(400, Map.of(Exchange.HTTP_RAW_QUERY, "a=b&X-Callback-ID=" + GOOD), BODY),
                Arguments.of(400, Map.of(Exchange.HTTP_RAW_QUERY, "callback%5Fid=7"), BODY),
                Arguments.of(
                        200, Map.of("X-Callback-ID", GOOD, Exchange.HTTP_RAW_QUERY, "tenant=7&%zz=1&callback"), BODY));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answersWithTheStatusAlone(int status, Map<String, Object> headers, String body) throws Exception {
        Exchange exchange = exchange(headers, new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));

        process(exchange);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getHeaders()).containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE);
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
        assertThat(exchange.getMessage().getBody()).isEqualTo("");
    }

    @Test
    void aBodyThatBreaksOffIsABadRequest() throws Exception {
        Exchange exchange = exchange(Map.of("X-Callback-ID", GOOD), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("expected");
            }
        });

        process(exchange);

        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(400);
    }

    private Exchange exchange(Map<String, Object> headers, InputStream body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setHeaders(new java.util.HashMap<>(headers));
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private void process(Exchange exchange) throws Exception {
        CompletableFuture<Boolean> answered = new CompletableFuture<>();
        processor.process(exchange, answered::complete);
        answered.get(1, TimeUnit.MINUTES);
    }
}

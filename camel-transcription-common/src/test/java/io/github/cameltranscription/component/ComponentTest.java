/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.Map;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.job.MemoryJobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests of the component bases begin with: a real Camel context with the component "fake". */
@Timeout(60)
abstract class ComponentTest {

    static final byte[] RECORDING = "ID3 what was said".getBytes();
    static final byte[] OTHER_RECORDING = "ID3 what was said later".getBytes();

    final FakeCloud cloud = new FakeCloud();
    final MemoryJobRepository records = new MemoryJobRepository();
    Node node;
    DefaultCamelContext context;

    @BeforeEach
    void startContext() {
        node = new Node(cloud, records);
        context = node.context();
    }

    @AfterEach
    void stopContext() {
        node.close();
    }

    void routes(LambdaRouteBuilder routes) {
        node.routes(routes);
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return node.send(uri, body, headers);
    }

    FakeEndpoint endpoint(String uri) {
        return context.getEndpoint(uri, FakeEndpoint.class);
    }

    AsyncProcessor startedProducer(String uri) {
        try {
            AsyncProcessor producer = (AsyncProcessor) endpoint(uri).createProducer();
            context.addService(producer);
            return producer;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    Exchange exchange(Object body) {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    static TranscriptionException failureOf(Exchange exchange) {
        assertThat((Throwable) exchange.getException()).isInstanceOf(TranscriptionException.class);
        return exchange.getException(TranscriptionException.class);
    }

    /** The exchange failed in this way; the message of its exception has these words. */
    static void assertFailed(Exchange exchange, ErrorCategory category, String jobId, String... words) {
        TranscriptionException failure = failureOf(exchange);
        assertThat(failure.getCategory()).isEqualTo(category);
        assertThat(failure.getJobId()).isEqualTo(jobId);
        assertThat(words).allSatisfy(word -> assertThat(failure).hasMessageContaining(word));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.ERROR_CATEGORY, category.name());
        assertThat(Node.jobId(exchange)).isEqualTo(jobId);
    }
}

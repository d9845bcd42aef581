/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;

/** What tests of the component bases begin with: a real Camel context with the component "fake". */
@Timeout(30)
abstract class ComponentTest {

    static final byte[] RECORDING = "ID3 what was said".getBytes();
    static final byte[] OTHER_RECORDING = "ID3 what was said later".getBytes();

    final FakeCloud cloud = new FakeCloud();
    final DefaultCamelContext context = new DefaultCamelContext();
    ProducerTemplate template;

    @BeforeEach
    void startContext() {
        context.addComponent("fake", new FakeComponent(cloud));
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContext() {
        context.stop();
    }

    void routes(RouteBuilder routes) {
        try {
            context.addRoutes(routes);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.send(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
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

    static void assertFailed(Exchange exchange, ErrorCategory category, String jobId) {
        assertThat(failureOf(exchange).getCategory()).isEqualTo(category);
        assertThat(failureOf(exchange).getJobId()).isEqualTo(jobId);
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(TranscriptionConstants.ERROR_CATEGORY, category.name());
        assertThat(exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID))
                .isEqualTo(jobId);
    }
}

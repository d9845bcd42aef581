/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import io.github.cameltranscription.component.TranscriptionConfiguration;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.TranscriptionException;

import static org.assertj.core.api.Assertions.assertThat;

/** A Camel context with a component that is pointed at a test peer. */
public abstract class ComponentTestSupport {

    protected CamelContext context;
    protected ProducerTemplate template;

    @BeforeEach
    void startPeerAndContext() throws Exception {
        startPeer();
        context = new DefaultCamelContext();
        configure(context);
        context.addRoutes(routes());
        context.start();
        template = context.createProducerTemplate();
    }

    @AfterEach
    void stopContextAndPeer() {
        context.stop();
        stopPeer();
    }

    /** Starts the server that the component sends to. */
    protected abstract void startPeer() throws Exception;

    /** Stops that server. */
    protected abstract void stopPeer();

    /** Configures the component. */
    protected abstract void configure(CamelContext newContext) throws Exception;

    /** Polls every few milliseconds. */
    protected static void hurry(TranscriptionConfiguration configuration) {
        configuration.setInitialDelay(5);
        configuration.setMaxPollInterval(20);
        configuration.setJobTimeout(Duration.ofSeconds(20).toMillis());
    }

    /** Most tests send to the endpoint itself. */
    protected RouteBuilder routes() throws Exception {
        return new RouteBuilder() {
            @Override
            public void configure() {
                // None.
            }
        };
    }

    /** Sends to an endpoint and gives the exchange, failed or not. */
    protected Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    /** Sends to an endpoint without headers and gives the exchange, failed or not. */
    protected Exchange send(String uri, Object body) {
        return send(uri, body, Map.of());
    }

    /** Sends to an endpoint without headers and does not wait; the exchange comes later, failed or not. */
    protected CompletableFuture<Exchange> asyncSend(String uri, Object body) {
        return template.asyncSend(uri, exchange -> exchange.getMessage().setBody(body));
    }

    /** Sends to an endpoint, which does not fail, and gives the exchange. */
    protected Exchange sent(String uri, Object body, Map<String, Object> headers) {
        Exchange reply = send(uri, body, headers);
        assertThat(reply.getException()).isNull();
        return reply;
    }

    protected Exchange sent(String uri, Object body) {
        return sent(uri, body, Map.of());
    }

    /** Sends to an endpoint, which does not fail, and gives the body of the reply. */
    protected <T> T body(String uri, Object body, Map<String, Object> headers, Class<T> type) {
        return sent(uri, body, headers).getMessage().getBody(type);
    }

    protected <T> T body(String uri, Object body, Class<T> type) {
        return body(uri, body, Map.of(), type);
    }

    /** The id of the job in the headers of a reply. */
    protected static String jobId(Exchange reply) {
        return reply.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
    }

    /** The headers of a message about a job. */
    protected static Map<String, Object> about(String jobId) {
        return Map.of(TranscriptionConstants.JOB_ID, jobId);
    }

    /** The exchange failed with an exception of this category, with these words in its message. */
    protected static void assertRefused(Exchange reply, ErrorCategory category, String... words) {
        assertThat(reply.getException())
                .isInstanceOf(TranscriptionException.class)
                .hasMessageContainingAll(words);
        assertThat(((TranscriptionException) reply.getException()).getCategory())
                .isEqualTo(category);
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                .isEqualTo(category.name());
    }

    /** The exchange failed with the exception of this category, after an answer with this HTTP status. */
    protected static void assertFailed(Exchange reply, ErrorCategory category, int status) {
        TranscriptionException failure = reply.getException(TranscriptionException.class);
        assertThat(failure).isNotNull();
        assertThat(failure.getCategory()).isEqualTo(category);
        assertThat(failure.getClass().getSimpleName().replace("Exception", "").toUpperCase())
                .isEqualTo(category.name().replace("_", ""));
        assertThat(failure.getHttpStatus()).isEqualTo(status);
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.ERROR_CATEGORY))
                .isEqualTo(category.name());
        assertThat(reply.getMessage().getHeader(TranscriptionConstants.PROVIDER))
                .isEqualTo(failure.getProvider());
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;

import io.github.cameltranscription.engine.TranscriptionProvider;
import io.github.cameltranscription.job.JobRepository;

import static org.assertj.core.api.Assertions.assertThat;

/** A process: a Camel context with the component "fake" and the repository "jobs". */
final class Node implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final JobRepository repository;
    private final ProducerTemplate template;
    private final List<Exchange> emitted = new CopyOnWriteArrayList<>();

    Node(TranscriptionProvider cloud, JobRepository repository) {
        this.repository = repository;
        context.getRegistry().bind("jobs", repository);
        context.addComponent("fake", new FakeComponent(cloud));
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.start();
        template = context.createProducerTemplate();
    }

    NodesRepository repository() {
        return (NodesRepository) repository;
    }

    DefaultCamelContext context() {
        return context;
    }

    /** Copies of what {@code results} has emitted. */
    List<Exchange> emitted() {
        return emitted;
    }

    List<String> emittedJobs() {
        return emitted.stream().map(Node::jobId).toList();
    }

    Node routes(LambdaRouteBuilder routes) {
        try {
            RouteBuilder.addRoutes(context, routes);
            return this;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    /** Sends a recording that has this job key. */
    Exchange send(String uri, String key) {
        return send(uri, ComponentTest.RECORDING, Map.of(TranscriptionConstants.JOB_KEY, key));
    }

    Exchange send(String uri, Object body, Map<String, Object> headers) {
        return template.send(uri, exchange -> fill(exchange, body, headers));
    }

    CompletableFuture<Exchange> sending(String uri, String key) {
        return sending(uri, ComponentTest.RECORDING, Map.of(TranscriptionConstants.JOB_KEY, key));
    }

    CompletableFuture<Exchange> sending(String uri, Object body, Map<String, Object> headers) {
        return template.asyncSend(uri, exchange -> fill(exchange, body, headers));
    }

    private static void fill(Exchange exchange, Object body, Map<String, Object> headers) {
        exchange.getMessage().setBody(body);
        exchange.getMessage().setHeaders(new HashMap<>(headers));
    }

    /** Emits jobs with these options, and processes each. */
    Node results(String options, Processor processor) {
        String uri = "fake:results?jobRepository=#jobs" + (options.contains("delay=") ? "" : "&delay=20") + options;
        return routes(route -> route.from(uri)
                .process(exchange -> emitted.add(exchange.copy()))
                .process(processor));
    }

    Node results(String options) {
        return results(options, exchange -> {});
    }

    static String jobId(Exchange exchange) {
        return exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class);
    }

    /** The exchange, which must not have failed. */
    static Exchange succeeded(Exchange exchange) {
        assertThat((Throwable) exchange.getException()).isNull();
        return exchange;
    }

    /** Runs an action when an exchange completes, as a source does. */
    static void onCompletion(Exchange exchange, Runnable action) {
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange completed) {
                action.run();
            }
        });
    }

    @Override
    public void close() {
        context.stop();
    }
}

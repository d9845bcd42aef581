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
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.SynchronizationAdapter;

import io.github.cameltranscription.job.JobRepository;

/** A process: a Camel context with the component "fake" and the repository "jobs". */
final class Node implements AutoCloseable {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final JobRepository repository;
    private final List<Exchange> emitted = new CopyOnWriteArrayList<>();

    Node(FakeCloud cloud, JobRepository repository) {
        this.repository = repository;
        context.getRegistry().bind("jobs", repository);
        context.addComponent("fake", new FakeComponent(cloud));
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(100);
        context.start();
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
        return emitted.stream()
                .map(exchange -> exchange.getMessage().getHeader(TranscriptionConstants.JOB_ID, String.class))
                .toList();
    }

    Node routes(RouteBuilder routes) {
        try {
            context.addRoutes(routes);
            return this;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    Exchange send(String uri, String key) {
        return sending(uri, key).join();
    }

    CompletableFuture<Exchange> sending(String uri, String key) {
        return context.createProducerTemplate().asyncSend(uri, exchange -> {
            exchange.getMessage().setBody(ComponentTest.RECORDING);
            exchange.getMessage().setHeaders(new HashMap<>(Map.of(TranscriptionConstants.JOB_KEY, key)));
        });
    }

    /** Emits jobs with these options, and does this with each. */
    Node results(String options, Processor processor) {
        return routes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fake:results?jobRepository=#jobs" + (options.contains("delay=") ? "" : "&delay=20") + options)
                        .process(exchange -> emitted.add(exchange.copy()))
                        .process(processor);
            }
        });
    }

    Node results(String options) {
        return results(options, exchange -> {});
    }

    /** Runs something when an exchange completes, as a source does. */
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

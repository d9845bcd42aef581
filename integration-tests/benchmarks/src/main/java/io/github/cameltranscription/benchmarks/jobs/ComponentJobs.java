/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.benchmarks.process.Answer;
import io.github.cameltranscription.benchmarks.process.ChildCommands;
import io.github.cameltranscription.benchmarks.process.LiveHeap;
import io.github.cameltranscription.benchmarks.process.ThreadCensus;
import io.github.cameltranscription.job.TranscriptionJob;

/** Ours: a Camel context whose route waits for the jobs. */
final class ComponentJobs {

    /** The server does not read it. */
    private static final byte[] TINY_RECORDING = new byte[64];

    private static final String FILE_NAME = "call.wav";

    private final PolledJobs jobs;
    private final CamelContext context = new DefaultCamelContext();
    private final ParkingProcessor parking = new ParkingProcessor();
    private ThreadCensus threads;
    private AsyncProducer route;
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile long begun;
    private volatile long lastEnded;

    private ComponentJobs(PolledJobs jobs) {
        this.jobs = jobs;
    }

    /** Serves a parent; the arguments are those of {@link PolledJobs}. */
    public static void main(String[] arguments) throws IOException {
        ComponentJobs component = new ComponentJobs(PolledJobs.parse(arguments));
        new ChildCommands()
                .on("prepare", component::prepare)
                .on("heap", nothing -> LiveHeap.histogram())
                .on("park", component::park)
                .on("unpark", component.parking::endAll)
                .on("first", component::first)
                .on("load", () -> component.jobs.beginOthers(number -> component.send(component.route, number)))
                .on("ended", nothing -> component.ended())
                .on("measure", millis -> JobsWindow.measure(Long.parseLong(millis), component.threads))
                .serve();
    }

    /** Starts the route, with one job, so that all classes are loaded when the heap is counted. */
    private void prepare() throws Exception {
        RouteBuilder.addRoutes(context, routes -> routes.from("direct:parked").process(parking));
        context.start();
        threads = ThreadCensus.take();
        RouteBuilder.addRoutes(context, routes -> routes.from("direct:jobs").to(uri()));
        route = producer("direct:jobs");
        send(route, 0);
    }

    private void park() throws Exception {
        AsyncProducer parked = producer("direct:parked");
        for (int number = 0; number < jobs.count(); number++) {
            send(parked, number);
        }
    }

    private void first() throws Exception {
        begun = System.nanoTime();
        jobs.beginFirst(number -> send(route, number));
    }

    private Answer ended() {
        return Answer.of("done", done.get()).and("failed", failed.get()).and("seconds", (lastEnded - begun) / 1e9);
    }

    private String uri() {
        String defaults =
                "palatine:" + jobs.operation() + "?baseUrl=" + jobs.baseUrl() + "&apiKey=" + PolledJobs.API_KEY;
        if (jobs.intervalMillis() == 0) {
            return defaults;
        }
        return defaults + "&initialDelay=" + jobs.intervalMillis() + "&pollMultiplier=1&maxPollInterval="
                + jobs.intervalMillis() + "&maxInFlight=" + jobs.count() + "&maxConnections=" + jobs.connections();
    }

    private AsyncProducer producer(String uri) throws Exception {
        AsyncProducer producer = context.getEndpoint(uri).createAsyncProducer();
        producer.start();
        return producer;
    }

    private void send(AsyncProducer to, int number) {
        Exchange exchange = to.getEndpoint().createExchange();
        // As the exchange of a file has, so that Camel's maps of headers and properties are part of the exchange's
        // heap.
        exchange.getMessage().setHeader(Exchange.FILE_NAME, FILE_NAME);
        exchange.setProperty("CamelFileExchangeFile", FILE_NAME);
        exchange.getMessage()
                .setBody(
                        jobs.operation().equals("await")
                                ? new TranscriptionJob("palatine", PolledJobs.id(number), FILE_NAME, Instant.EPOCH)
                                : TINY_RECORDING);
        to.process(exchange, doneSync -> {
            lastEnded = System.nanoTime();
            if (exchange.getException() == null) {
                done.incrementAndGet();
            } else {
                failed.incrementAndGet();
                exchange.getException().printStackTrace();
            }
        });
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.benchmarks.streams;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.cameltranscription.palatine.PalatineConstants;
import io.github.cameltranscription.palatine.stream.StreamPartial;

/** Ours: a route that takes chunks of many streams, and one that receives what is recognised in them. */
final class ComponentStreams implements PacedSessions.Client {

    private final PacedSessions sessions;
    private final CamelContext context = new DefaultCamelContext();
    private final AsyncProducer chunks;

    private ComponentStreams(String baseUrl, int most) throws Exception {
        sessions = new PacedSessions(most, this);
        String uri = "palatine:stream?apiKey=benchmark-key&baseUrl=" + baseUrl + "&sampleRate="
                + PacedSessions.SAMPLE_RATE + "&maxInFlight=" + most;
        RouteBuilder.addRoutes(context, routes -> {
            routes.from("direct:chunks").to(uri);
            routes.from(uri).process(this::receive);
        });
        context.start();
        chunks = context.getEndpoint("direct:chunks").createAsyncProducer();
        chunks.start();
    }

    /**
     * Serves a parent.
     *
     * @param arguments the server's URL, and how many sessions there will be
     */
    public static void main(String[] arguments) throws Exception {
        new ComponentStreams(arguments[0], Integer.parseInt(arguments[1])).sessions.serve();
    }

    @Override
    public void open(int session, Runnable ready) {
        // The first chunk opens it.
        ready.run();
    }

    @Override
    public void send(int session, byte[] audio) {
        Exchange exchange = chunks.getEndpoint().createExchange();
        exchange.getMessage().setHeader(PalatineConstants.STREAM_ID, Integer.toString(session));
        exchange.getMessage().setBody(audio);
        chunks.process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                exchange.getException().printStackTrace();
            }
        });
    }

    private void receive(Exchange exchange) {
        if (exchange.getMessage().getBody() instanceof StreamPartial partial) {
            int session = exchange.getMessage().getHeader(PalatineConstants.STREAM_ID, Integer.class);
            sessions.received(session, partial.chunkText());
        }
    }
}

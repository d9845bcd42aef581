/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.spi.ShutdownAware;
import org.apache.camel.support.DefaultConsumer;

import io.github.cameltranscription.component.Reply;
import io.github.cameltranscription.component.RestOfRoute;
import io.github.cameltranscription.component.TranscriptionConstants;
import io.github.cameltranscription.engine.JobResult;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.format.TranscriptRenderer;
import io.github.cameltranscription.transcript.TextReply;
import io.github.cameltranscription.transcript.Transcript;

/** {@code from("palatine:stream")}: emits the events of the streams of all producers of the component. */
final class PalatineStreamConsumer extends DefaultConsumer implements ShutdownAware {

    private final PalatineEndpoint endpoint;

    PalatineStreamConsumer(PalatineEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        streams().consumers().add(this);
    }

    @Override
    protected void doStop() throws Exception {
        streams().consumers().remove(this);
        super.doStop();
    }

    private PalatineStreams streams() {
        return endpoint.getComponent().streams();
    }

    /** Runs the route, and then {@code done}, whether the route failed or not. */
    void emit(PalatineStream stream, PalatineStreamEvent event, Runnable done) {
        Exchange exchange = createExchange(false);
        Reply.of(null)
                .with(PalatineConstants.STREAM_ID, stream.id())
                .with(TranscriptionConstants.PROVIDER, PalatineOperation.SCHEME)
                .writeTo(exchange, endpoint);
        if (event.body() instanceof TranscriptionException failure) {
            exchange.getMessage()
                    .setHeader(
                            TranscriptionConstants.ERROR_CATEGORY,
                            failure.getCategory().name());
            getExceptionHandler().handleException("A stream has failed", exchange, failure);
            releaseExchange(exchange, false);
            done.run();
            return;
        }
        exchange.getMessage().setHeader(PalatineConstants.STREAM_EVENT, event.name());
        reply(event).writeTo(exchange, endpoint);
        if (event.isLast()) {
            exchange.getMessage()
                    .setHeader(PalatineConstants.STREAM_RESENT, stream.session().resentSeconds());
        }
        RestOfRoute.run(exchange, () -> getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                getExceptionHandler()
                        .handleException("An event of a stream was not delivered", exchange, exchange.getException());
            }
            releaseExchange(exchange, false);
            done.run();
        }));
    }

    private Reply reply(PalatineStreamEvent event) {
        if (event.body() instanceof Transcript transcript) {
            return Reply.of(endpoint, null, JobResult.of(transcript));
        }
        return Reply.of(TranscriptRenderer.render(
                (TextReply) event.body(), endpoint.getConfiguration().getOutputFormat()));
    }

    /** The events of streams of other routes are delivered before this route stops. */
    @Override
    public boolean deferShutdown(ShutdownRunningTask shutdownRunningTask) {
        if (endpoint.getCamelContext().isStopping()) {
            streams().endAll();
        }
        return true;
    }

    @Override
    public int getPendingExchangesSize() {
        return endpoint.getCamelContext().isStopping() ? streams().count() : 0;
    }

    @Override
    public void prepareShutdown(boolean suspendOnly, boolean forced) {
        // Nothing is held here.
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.log.JobLog;
import io.github.cameltranscription.palatine.stream.StreamConfig;
import io.github.cameltranscription.palatine.stream.StreamFormat;
import io.github.cameltranscription.palatine.stream.StreamListener;
import io.github.cameltranscription.palatine.stream.StreamPartial;
import io.github.cameltranscription.palatine.stream.StreamSession;
import io.github.cameltranscription.transcript.Transcript;

/**
 * A named session. Consumers receive its events in order, one at a time. While many events wait, nothing is read from the
 * service.
 */
final class PalatineStream implements StreamListener {

    private static final Logger LOG = LoggerFactory.getLogger(PalatineStream.class);

    private static final int MANY_EVENTS = 64;
    private static final int FEW_EVENTS = 8;

    private final PalatineStreams streams;
    private final PalatineEndpoint endpoint;
    private final Object owner;
    private final String id;
    private final boolean fed;
    private final StreamSession session;
    private final Queue<PalatineStreamEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Makes its session, which is not connected yet.
     *
     * @param owner      the stream ends when its owner stops
     * @param fed        whether the audio is sent in chunks with the stream's id
     * @param parameters the query parameters of the session
     */
    PalatineStream(
            PalatineStreams streams,
            PalatineEndpoint endpoint,
            Object owner,
            String id,
            boolean fed,
            StreamFormat format,
            Map<String, String> parameters) {
        this.streams = streams;
        this.endpoint = endpoint;
        this.owner = owner;
        this.id = id;
        this.fed = fed;
        this.session = streams.client(endpoint).session(format, parameters, fed, this);
    }

    StreamSession session() {
        return session;
    }

    String id() {
        return id;
    }

    PalatineEndpoint endpoint() {
        return endpoint;
    }

    Object owner() {
        return owner;
    }

    /** Ends a stream of chunks: its audio is complete after any chunk. */
    void endIfFed() {
        if (fed) {
            session.end();
        }
    }

    /** Ends a stream of chunks, and interrupts a recording. */
    void stop() {
        if (fed) {
            session.end();
        } else {
            interrupt();
        }
    }

    private void interrupt() {
        session.abort(ErrorCategory.JOB_INTERRUPTED.toException(ErrorDetails.of(
                PalatineOperation.SCHEME,
                PalatineOperation.STREAM.getName(),
                "the route was stopped while the stream was open")));
    }

    void awaitEnd(long millis) throws InterruptedException {
        try {
            if (fed) {
                session.end().toCompletableFuture().get(Math.max(1, millis), TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException | TimeoutException unfinished) {
            JobLog.line(
                    PalatineOperation.SCHEME,
                    null,
                    () -> LOG.info("palatine stream {} is stopped before it is finished", id));
        } finally {
            interrupt();
        }
    }

    @Override
    public void configured(StreamConfig config) {
        JobLog.line(PalatineOperation.SCHEME, null, () -> LOG.info("palatine stream {} begins", id));
        emit(new PalatineStreamEvent(PalatineStreamEvent.CONFIG, config));
    }

    @Override
    public void received(Duration roundTrip) {
        streams.watch().received(roundTrip);
    }

    @Override
    public void recognized(StreamPartial partial) {
        emit(new PalatineStreamEvent(PalatineStreamEvent.PARTIAL, partial));
    }

    @Override
    public void finished(Transcript transcript) {
        JobLog.line(PalatineOperation.SCHEME, null, () -> LOG.info("palatine stream {} ended: done", id));
        ended();
        streams.forget(this);
        emit(new PalatineStreamEvent(PalatineStreamEvent.FINAL, transcript));
    }

    @Override
    public void failed(TranscriptionException failure) {
        JobLog.line(
                PalatineOperation.SCHEME,
                null,
                () -> LOG.info("palatine stream {} ended: {}", id, failure.getMessage()));
        ended();
        streams.forgetLater(this, Duration.ofMillis(endpoint.getConfiguration().getIdleTimeout()));
        emit(new PalatineStreamEvent(null, failure));
    }

    private void ended() {
        streams.leave(this);
        streams.watch().closed(session.connections(), session.resentSeconds());
    }

    private void emit(PalatineStreamEvent event) {
        if (streams.consumers().isEmpty() && waiting.get() == 0) {
            delivered(event);
            return;
        }
        events.add(event);
        int many = waiting.incrementAndGet();
        if (many == 1) {
            deliverNext();
        } else if (many == MANY_EVENTS) {
            session.pauseReading();
        }
    }

    private void deliverNext() {
        try {
            streams.deliveries().execute(() -> deliver(events.remove()));
        } catch (RejectedExecutionException stopping) {
            streams.over(this);
        }
    }

    private void deliver(PalatineStreamEvent event) {
        deliver(event, streams.consumers().iterator());
    }

    private void deliver(PalatineStreamEvent event, Iterator<PalatineStreamConsumer> consumers) {
        if (consumers.hasNext()) {
            consumers.next().emit(this, event, () -> deliver(event, consumers));
            return;
        }
        delivered(event);
        int left = waiting.decrementAndGet();
        if (left == FEW_EVENTS) {
            session.resumeReading();
        }
        if (left > 0) {
            deliverNext();
        }
    }

    private void delivered(PalatineStreamEvent event) {
        if (event.isLast()) {
            streams.over(this);
        }
    }
}

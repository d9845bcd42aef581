/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ShutdownStrategy;
import org.apache.camel.spi.ThreadPoolProfile;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.monitor.StreamWatch;
import io.github.cameltranscription.monitor.TranscriptionMonitor;
import io.github.cameltranscription.palatine.stream.StreamClient;
import io.github.cameltranscription.palatine.stream.StreamEventLoops;
import io.github.cameltranscription.palatine.stream.StreamFormat;

/**
 * The streams of all endpoints of a component. The stream's id determines the session of a chunk, whatever its endpoint,
 * and every consumer receives the events of every session.
 */
final class PalatineStreams {

    /** Reading holds a thread only while it blocks, which files do not. */
    private static final int READERS = 16;

    private final PalatineComponent component;
    private final ConcurrentMap<String, PalatineStream> named = new ConcurrentHashMap<>();
    private final Set<PalatineStream> open = ConcurrentHashMap.newKeySet();
    private final Set<PalatineStreamConsumer> consumers = new CopyOnWriteArraySet<>();
    private final Map<PalatineEndpoint, Sessions> sessions = new ConcurrentHashMap<>();
    private StreamEventLoops eventLoops;
    private ExecutorService readers;
    private ExecutorService deliveries;

    /** The sessions of an endpoint: recordings and streams of chunks alike. */
    private record Sessions(StreamClient client, AtomicInteger open) {}

    PalatineStreams(PalatineComponent component) {
        this.component = component;
    }

    /** The stream that chunks with this id belong to, or {@code null}. */
    PalatineStream find(String id) {
        return named.get(id);
    }

    /**
     * Makes a stream, which is not connected yet, unless there is one with this id.
     *
     * @param owner      the stream ends when its owner stops
     * @param parameters the query parameters of the session
     * @param fed        whether the audio is sent in chunks with the stream's id
     * @throws TranscriptionException if {@code maxInFlight} streams of the endpoint are open
     */
    PalatineStream begin(
            PalatineEndpoint endpoint,
            Object owner,
            String id,
            StreamFormat format,
            Map<String, String> parameters,
            boolean fed) {
        PalatineStream stream = new PalatineStream(this, endpoint, owner, id, fed, format, parameters);
        PalatineStream other = fed ? named.putIfAbsent(id, stream) : null;
        if (other != null) {
            return other;
        }
        int most = endpoint.getConfiguration().getMaxInFlight();
        if (of(endpoint).open().incrementAndGet() > most) {
            leave(stream);
            forget(stream);
            throw ErrorCategory.RATE_LIMITED.toException(ErrorDetails.of(
                    PalatineOperation.SCHEME,
                    PalatineOperation.STREAM.getName(),
                    "maxInFlight " + most + " streams are open, recordings and streams of chunks together: end some,"
                            + " or raise it"));
        }
        open.add(stream);
        watch().opened();
        return stream;
    }

    StreamClient client(PalatineEndpoint endpoint) {
        return of(endpoint).client();
    }

    private Sessions of(PalatineEndpoint endpoint) {
        return sessions.computeIfAbsent(endpoint, this::sessions);
    }

    /** The meters of all streams. */
    StreamWatch watch() {
        return TranscriptionMonitor.of(component.getCamelContext()).streams(PalatineOperation.SCHEME);
    }

    /** Frees the place of a stream whose session has ended. */
    void leave(PalatineStream stream) {
        Sessions ofEndpoint = sessions.get(stream.endpoint());
        if (ofEndpoint != null) {
            ofEndpoint.open().decrementAndGet();
        }
    }

    /** Makes the event loops, so that the first session begins without delay. */
    synchronized void start() {
        if (eventLoops == null) {
            eventLoops = new StreamEventLoops(component.getCamelContext());
        }
    }

    private synchronized Sessions sessions(PalatineEndpoint endpoint) {
        start();
        StreamClient client =
                eventLoops.client(endpoint.httpSettings(), endpoint.streamSettings(), PalatineVerdicts.TABLE);
        return new Sessions(client, new AtomicInteger());
    }

    /** The threads that read recordings. */
    synchronized ExecutorService readers() {
        if (readers == null) {
            ThreadPoolProfile profile = new ThreadPoolProfile();
            profile.setPoolSize(READERS);
            profile.setMaxPoolSize(READERS);
            profile.setMaxQueueSize(Integer.MAX_VALUE);
            profile.setAllowCoreThreadTimeOut(true);
            readers = executors().newThreadPool(this, "palatine-stream-read", profile);
        }
        return readers;
    }

    /** The threads of consumers' routes, one for each stream with events: a slow route delays no other stream. */
    synchronized ExecutorService deliveries() {
        if (deliveries == null) {
            deliveries = executors().newCachedThreadPool(this, "palatine-stream-event");
        }
        return deliveries;
    }

    private ExecutorServiceManager executors() {
        return component.getCamelContext().getExecutorServiceManager();
    }

    Set<PalatineStreamConsumer> consumers() {
        return consumers;
    }

    /** A stream that failed keeps its id for a while, so that chunks sent before do not begin another stream. */
    void forgetLater(PalatineStream stream, Duration delay) {
        eventLoops.later(delay, () -> forget(stream));
    }

    void forget(PalatineStream stream) {
        named.remove(stream.id(), stream);
    }

    /** The last event of a stream has been delivered. */
    void over(PalatineStream stream) {
        open.remove(stream);
    }

    /** The number of streams whose last event has not been delivered. */
    int count() {
        return open.size();
    }

    /** Ends all streams of chunks. */
    void endAll() {
        open.forEach(PalatineStream::endIfFed);
    }

    /** Ends the streams of an owner. */
    void stop(Object owner) {
        for (PalatineStream stream : open) {
            if (stream.owner() == owner) {
                stream.stop();
            }
        }
    }

    /** Ends the streams of an endpoint and waits for their ends, at most for Camel's shutdown timeout. */
    void close(PalatineEndpoint endpoint) throws InterruptedException {
        ShutdownStrategy shutdown = endpoint.getCamelContext().getShutdownStrategy();
        long deadline = System.nanoTime() + shutdown.getTimeUnit().toNanos(shutdown.getTimeout());
        for (PalatineStream stream : open) {
            if (stream.endpoint() == endpoint) {
                stream.endIfFed();
            }
        }
        for (PalatineStream stream : open) {
            if (stream.endpoint() == endpoint) {
                stream.awaitEnd(TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime()));
                forget(stream);
            }
        }
        Sessions ofEndpoint = sessions.remove(endpoint);
        if (ofEndpoint != null) {
            ofEndpoint.client().close();
        }
    }

    synchronized void close() {
        if (deliveries != null) {
            executors().shutdown(deliveries);
            deliveries = null;
        }
        if (eventLoops != null) {
            eventLoops.close();
            eventLoops = null;
        }
        if (readers != null) {
            executors().shutdown(readers);
            readers = null;
        }
        named.clear();
        open.clear();
    }
}

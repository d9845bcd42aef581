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
 * The streams of all endpoints of a component. A chunk finds its session by the stream's id, whichever endpoint it is sent
 * to, and every consumer gets the events of every session.
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
     * Makes a stream, which is not connected yet, unless there is one.
     *
     * @param owner      whose stop ends it
     * @param id         its name for the route
     * @param parameters of the session, by their names on the wire
     * @param fed        whether its audio comes in chunks that name it
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

    /** What is counted of all streams. */
    StreamWatch watch() {
        return TranscriptionMonitor.of(component.getCamelContext()).streams(PalatineOperation.SCHEME);
    }

    /** Gives the place of a stream back, whose session is over. */
    void leave(PalatineStream stream) {
        Sessions ofEndpoint = sessions.get(stream.endpoint());
        if (ofEndpoint != null) {
            ofEndpoint.open().decrementAndGet();
        }
    }

    /** Sees to it that sessions can begin at once. */
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

    /** Where recordings are read. */
    synchronized ExecutorService readers() {
        if (readers == null) {
            ThreadPoolProfile profile = new ThreadPoolProfile();
            profile.setPoolSize(READERS);
            profile.setMaxPoolSize(READERS);
            profile.setMaxQueueSize(Integer.MAX_VALUE);
            profile.setAllowCoreThreadTimeOut(true);
            readers = component
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newThreadPool(this, "palatine-stream-read", profile);
        }
        return readers;
    }

    /** Where consumers' routes are run: a stream has one event delivered at a time, and a slow route holds up no other. */
    synchronized ExecutorService deliveries() {
        if (deliveries == null) {
            deliveries = component
                    .getCamelContext()
                    .getExecutorServiceManager()
                    .newCachedThreadPool(this, "palatine-stream-event");
        }
        return deliveries;
    }

    Set<PalatineStreamConsumer> consumers() {
        return consumers;
    }

    /** A stream that failed keeps its name for a while, so that chunks on their way do not begin another one. */
    void forgetLater(PalatineStream stream, Duration delay) {
        eventLoops.later(delay, () -> forget(stream));
    }

    void forget(PalatineStream stream) {
        named.remove(stream.id(), stream);
    }

    /** Its last event has been delivered. */
    void over(PalatineStream stream) {
        open.remove(stream);
    }

    /** How many streams have not told everything yet. */
    int count() {
        return open.size();
    }

    /** Ends the streams whose audio comes in chunks: no more will come. */
    void endAll() {
        open.forEach(PalatineStream::endIfFed);
    }

    /** Ends the streams that this one began. */
    void stop(Object owner) {
        for (PalatineStream stream : open) {
            if (stream.owner() == owner) {
                stream.stop();
            }
        }
    }

    /** Ends the streams of an endpoint, and waits for what is still recognised as long as Camel's shutdown may take. */
    void close(PalatineEndpoint endpoint) throws InterruptedException {
        long deadline = System.nanoTime()
                + endpoint.getCamelContext()
                        .getShutdownStrategy()
                        .getTimeUnit()
                        .toNanos(
                                endpoint.getCamelContext().getShutdownStrategy().getTimeout());
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
            component.getCamelContext().getExecutorServiceManager().shutdown(deliveries);
            deliveries = null;
        }
        if (eventLoops != null) {
            eventLoops.close();
            eventLoops = null;
        }
        if (readers != null) {
            component.getCamelContext().getExecutorServiceManager().shutdown(readers);
            readers = null;
        }
        named.clear();
        open.clear();
    }
}

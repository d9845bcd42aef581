/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.spi.ThreadPoolProfile;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
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
    private final Map<PalatineEndpoint, StreamClient> clients = new ConcurrentHashMap<>();
    private StreamEventLoops eventLoops;
    private ExecutorService readers;

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
     * @param id         its name for the route
     * @param parameters of the session, by their names on the wire
     * @param fed        whether its audio comes in chunks that name it
     */
    PalatineStream begin(
            PalatineEndpoint endpoint, String id, StreamFormat format, Map<String, String> parameters, boolean fed) {
        PalatineStream stream = new PalatineStream(this, endpoint, id, fed);
        stream.setSession(clients.computeIfAbsent(endpoint, this::client).session(format, parameters, fed, stream));
        if (fed) {
            PalatineStream other = named.putIfAbsent(id, stream);
            if (other != null) {
                return other;
            }
            int most = endpoint.getConfiguration().getMaxInFlight();
            if (named.size() > most) {
                named.remove(id, stream);
                throw ErrorCategory.RATE_LIMITED.toException(ErrorDetails.of(
                        PalatineOperation.SCHEME,
                        PalatineOperation.STREAM.getName(),
                        "maxInFlight " + most + " streams are open: end some, or raise it"));
            }
        }
        open.add(stream);
        return stream;
    }

    /** Sees to it that sessions can begin at once. */
    synchronized void start() {
        if (eventLoops == null) {
            eventLoops = new StreamEventLoops(component.getCamelContext());
        }
    }

    private synchronized StreamClient client(PalatineEndpoint endpoint) {
        start();
        PalatineConfiguration configuration = endpoint.getConfiguration();
        return eventLoops.client(
                configuration.toHttpSettings(),
                configuration.getMaxInFlight(),
                endpoint.streamSettings(),
                PalatineVerdicts.TABLE);
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

    /** Where consumers' routes are run. */
    Executor deliveries() {
        return component.deliveries();
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

    /** Ends the streams of an endpoint, and waits for what is still recognised as long as Camel's shutdown may take. */
    void stop(PalatineEndpoint endpoint) throws InterruptedException {
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
        StreamClient client = clients.remove(endpoint);
        if (client != null) {
            client.close();
        }
    }

    synchronized void close() {
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

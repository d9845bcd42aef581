/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorStatus;
import org.apache.hc.core5.util.TimeValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls and small JSON requests: thousands of them on a few threads. */
final class ControlLane implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ControlLane.class);
    private static final String DEAD = "the HTTP transport has died";
    private static final TimeValue CLOSING = TimeValue.ofSeconds(1);

    private final Function<Runnable, CloseableHttpAsyncClient> clients;
    private final HttpSettings settings;
    private final TransferWatch watch;
    private final Executor readers;
    private Client current;
    private volatile boolean closed;

    /** A client, and whether one of its threads has died; some of its connections then hang. */
    private final class Client {

        private final CloseableHttpAsyncClient http = clients.apply(this::threadEnded);
        private volatile boolean dead;

        private void threadEnded() {
            dead = true;
            if (!closed) {
                LOG.warn("A thread of the HTTP transport has died: the transport is replaced");
                readers.execute(this::end);
            }
        }

        private void end() {
            watch.cutAll(this, DEAD);
            http.close(CloseMode.IMMEDIATE);
        }

        private CompletionStage<HttpAnswer> send(HttpCall call) {
            Transfer transfer = watch.begin(settings.responseTimeout(), this);
            ControlExchange exchange = new ControlExchange(call, settings, transfer, readers);
            try {
                exchange.sendBy(http);
                if (dead) {
                    transfer.cut(DEAD);
                }
            } catch (Throwable thrown) {
                exchange.fail(thrown);
            }
            return exchange.result();
        }

        private boolean isAlive() {
            return !dead && http.getStatus().compareTo(IOReactorStatus.ACTIVE) <= 0;
        }
    }

    /**
     * @param clients makes a started client, which calls its argument when one of its threads ends
     * @param readers reads errors and large answers, because HttpClient's own threads serve all connections
     */
    ControlLane(
            Function<Runnable, CloseableHttpAsyncClient> clients,
            HttpSettings settings,
            TransferWatch watch,
            Executor readers) {
        this.clients = clients;
        this.settings = settings;
        this.watch = watch;
        this.readers = readers;
        this.current = new Client();
    }

    /** Does {@link HttpTransport#send}. */
    CompletionStage<HttpAnswer> send(HttpCall call) {
        if (closed) {
            return CompletableFuture.failedFuture(NoAnswerException.stopped(null));
        }
        try {
            return client().send(call);
        } catch (Throwable broken) {
            return CompletableFuture.failedFuture(
                    new NoAnswerException("the HTTP transport cannot be started: " + broken, true, broken));
        }
    }

    private synchronized Client client() {
        if (!current.isAlive() && !closed) {
            current.http.close(CloseMode.IMMEDIATE);
            current = new Client();
        }
        return current;
    }

    @Override
    public void close() {
        closed = true;
        Client last;
        synchronized (this) {
            last = current;
        }
        // A client that shuts down fails the requests that wait for a connection by recursion, and forgets some of
        // them.
        watch.cutAll(last, "the HTTP transport was closed");
        CloseableHttpAsyncClient http = last.http;
        http.initiateShutdown();
        try {
            // If it is closed at once, the client's reactor sometimes fails on its own set of open connections.
            http.awaitShutdown(CLOSING);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        http.close(CloseMode.IMMEDIATE);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

import io.github.cameltranscription.simulator.aiesa.AiesaSimulator;
import io.github.cameltranscription.simulator.job.JobSettings;
import io.github.cameltranscription.simulator.palatine.PalatineSimulator;
import io.github.cameltranscription.simulator.shopot.ShopotSimulator;
import io.github.cameltranscription.simulator.transcript.Scripts;

/**
 * Stand-ins for the transcription providers on one HTTP server, each below a path of its own. Thread-safe.
 *
 * <pre>{@code
 * try (ProviderSimulator simulator = ProviderSimulator.builder().palatineApiKey("key").start()) {
 *     String baseUrl = simulator.palatine().baseUrl();
 * }
 * }</pre>
 */
public final class ProviderSimulator implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 30;
    private static final int ANY_FREE_PORT = 0;

    /** The documents name no limit for a message of a stream; by default the server would allow 64 KB. */
    private static final int LARGEST_MESSAGE = 64 * 1024 * 1024;

    private final Vertx vertx;
    private final HttpServer server;
    private final String host;
    private final Scripts scripts;
    private final PalatineSimulator palatine;
    private final ShopotSimulator shopot;
    private final AiesaSimulator aiesa;

    private ProviderSimulator(ProviderSimulatorBuilder builder, Vertx vertx) {
        this.vertx = vertx;
        host = builder.host;
        scripts = new Scripts(builder.scripts);
        JobSettings settings = builder.jobSettings(scripts);
        Map<String, Handler<HttpServerRequest>> handlers = new ConcurrentHashMap<>();
        Map<String, Handler<HttpServerRequest>> cdnHandlers = new ConcurrentHashMap<>();
        server = listen(handlers, builder.port);
        String url = url();
        String cdnUrl = url(host, listen(cdnHandlers, ANY_FREE_PORT).actualPort());
        palatine = new PalatineSimulator(
                vertx, url, builder.palatineApiKey, builder.palatineVariants(), settings, builder.streamSettings());
        shopot = new ShopotSimulator(
                vertx, url, builder.shopotApiKey, builder.shopotVariants(), builder.shopotCallbackInterval, settings);
        aiesa = new AiesaSimulator(
                vertx, url, cdnUrl, builder.aiesaPublicKey, builder.aiesaSecretKey, builder.aiesaVariants(), settings);
        handlers.put(PalatineSimulator.PREFIX, palatine::handle);
        handlers.put(ShopotSimulator.PREFIX, shopot::handle);
        handlers.put(AiesaSimulator.PREFIX, aiesa::handle);
        cdnHandlers.put("", aiesa::handleOnCdn);
    }

    /** What can be set before the start; everything has a default. */
    public static ProviderSimulatorBuilder builder() {
        return new ProviderSimulatorBuilder();
    }

    static ProviderSimulator start(ProviderSimulatorBuilder builder) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                // One event loop: the rest of the machine is for the client under test.
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            return new ProviderSimulator(builder, vertx);
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    /** {@code handlers} are found by the beginning of the path; they are added once the port is known. */
    private HttpServer listen(Map<String, Handler<HttpServerRequest>> handlers, int port) {
        return await(vertx.createHttpServer(options())
                .requestHandler(request -> dispatch(request, handlers))
                .exceptionHandler(ignored -> {})
                .listen(port, host));
    }

    private static void dispatch(HttpServerRequest request, Map<String, Handler<HttpServerRequest>> handlers) {
        for (Map.Entry<String, Handler<HttpServerRequest>> handler : handlers.entrySet()) {
            if (request.path().startsWith(handler.getKey())) {
                handler.getValue().handle(request);
                return;
            }
        }
        request.response().setStatusCode(404).end("No provider is simulated under this path\n");
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                // Faults are made on the socket, which HTTP/2 would share among requests.
                .setHttp2ClearTextEnabled(false)
                .setTcpNoDelay(true)
                .setMaxWebSocketFrameSize(LARGEST_MESSAGE)
                .setMaxWebSocketMessageSize(LARGEST_MESSAGE)
                .setAcceptBacklog(1024);
    }

    private static String url(String host, int port) {
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /** The stand-in for Palatine Speech. */
    public PalatineSimulator palatine() {
        return palatine;
    }

    /** The stand-in for Shopot. */
    public ShopotSimulator shopot() {
        return shopot;
    }

    /** The stand-in for AIESA, whose results lie on a server with a port of its own. */
    public AiesaSimulator aiesa() {
        return aiesa;
    }

    /**
     * Sets what is spoken in a recording, from now on; {@link ProviderSimulatorBuilder#scripts(java.nio.file.Path)} takes a folder of texts.
     *
     * @param fileName of the recording, as it is uploaded
     * @param text     is spread over what is loud in the recording
     */
    public ProviderSimulator script(String fileName, String text) {
        scripts.put(fileName, text);
        return this;
    }

    /** Sets what is spoken in every recording that has no text of its own, from now on; without it the text is plainly artificial. */
    public ProviderSimulator script(String text) {
        scripts.putForOthers(text);
        return this;
    }

    /** Where the server listens. */
    public int port() {
        return server.actualPort();
    }

    /** Root of the server, without a provider's path. */
    public String url() {
        return url(host, port());
    }

    /** Stops the server and breaks its connections; a client is refused from then on. */
    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The simulator cannot start or stop: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("The simulator did not start or stop in time", e);
        }
    }
}

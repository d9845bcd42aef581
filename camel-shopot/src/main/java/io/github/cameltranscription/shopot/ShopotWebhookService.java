/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The threads, the bounded memory and the known deliveries of a started webhook. */
final class ShopotWebhookService extends ServiceSupport {

    private static final String THREADS = ShopotOperation.SCHEME + "-webhook";

    /** Shopot repeats a delivery within two minutes; fewer deliveries arrive in that time. */
    private static final int REMEMBERED = 10_000;

    /** Reading a callback takes microseconds to milliseconds of one processor. */
    private static final int READERS = 2;

    /** Callbacks under way whose header has authenticated them. */
    private static final int PROVEN_BODIES = 1_000;

    /** Callbacks under way whose body has to authenticate them, those of strangers included. */
    private static final int UNPROVEN_BODIES = 64;

    /** The part of the heap for one body, and for all large ones: as text and transcript a body takes ten times as much. */
    static final int HEAP_SHARE = 16;

    private static final long WARNING_INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final CamelContext context;
    private final IdempotentRepository repository;
    private final ShopotDeliveries deliveries;
    private final Semaphore routes;
    private final int largestBody;
    private final ShopotBodyRoom proven;
    private final ShopotBodyRoom unproven;
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());
    private ExecutorService readers;
    private ExecutorService routeThreads;

    ShopotWebhookService(CamelContext context, ShopotConfiguration configuration) {
        this.context = context;
        this.repository = configuration.getIdempotentRepository() == null
                ? MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED)
                : configuration.getIdempotentRepository();
        this.deliveries = new ShopotDeliveries(repository);
        this.routes = new Semaphore(configuration.getWebhookThreads());
        long share = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        this.largestBody = (int) Math.min(configuration.getMaxPayloadSize(), share);
        this.proven = new ShopotBodyRoom(PROVEN_BODIES, share);
        // These bodies are not parsed before they are authenticated.
        this.unproven = new ShopotBodyRoom(UNPROVEN_BODIES, Math.max(largestBody, share / 2));
    }

    ShopotDeliveries deliveries() {
        return deliveries;
    }

    /** The maximum size of a body in bytes. */
    int largestBody() {
        return largestBody;
    }

    /** The memory for bodies. Unauthenticated callbacks have their own, so that they cannot use up that of the others. */
    ShopotBodyRoom room(boolean isProven) {
        return isProven ? proven : unproven;
    }

    /** The threads that read callbacks, apart from those of the routes and of the HTTP server. */
    ExecutorService readers() {
        return readers;
    }

    /**
     * Runs a route on a thread of its own.
     *
     * @param  run gives whether the route has succeeded
     * @return     the same; fails with a {@link RejectedExecutionException} if {@code webhookThreads} routes are running
     */
    CompletionStage<Boolean> onRouteThread(Supplier<CompletionStage<Boolean>> run) {
        if (!routes.tryAcquire()) {
            return CompletableFuture.failedFuture(new RejectedExecutionException("all webhookThreads run routes"));
        }
        try {
            return CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return run.get();
                                } finally {
                                    routes.release();
                                }
                            },
                            routeThreads)
                    .thenCompose(Function.identity());
        } catch (RejectedExecutionException stopping) {
            routes.release();
            return CompletableFuture.failedFuture(stopping);
        }
    }

    /** Whether a warning about a refused callback is due: strangers must not be able to fill the log. */
    boolean mayWarn() {
        long now = System.nanoTime();
        long due = nextWarning.get();
        return now - due >= 0 && nextWarning.compareAndSet(due, now + WARNING_INTERVAL);
    }

    @Override
    protected void doStart() throws Exception {
        CamelContextAware.trySetCamelContext(repository, context);
        ServiceHelper.startService(repository);
        ThreadPoolProfile reading = new ThreadPoolProfile(THREADS + "-reader");
        reading.setPoolSize(READERS);
        reading.setMaxPoolSize(READERS);
        reading.setMaxQueueSize(PROVEN_BODIES + UNPROVEN_BODIES);
        reading.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        readers = context.getExecutorServiceManager().newThreadPool(this, THREADS + "-reader", reading);
        // Bounded by the semaphore, on virtual threads too.
        routeThreads = context.getExecutorServiceManager().newCachedThreadPool(this, THREADS);
    }

    @Override
    protected void doStop() throws Exception {
        context.getExecutorServiceManager().shutdownGraceful(readers);
        context.getExecutorServiceManager().shutdownGraceful(routeThreads);
    }
}

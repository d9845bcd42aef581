/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.util.concurrent.ExecutorService;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** What a webhook needs while it is started: threads of its own, and a memory of what it has delivered. */
final class ShopotWebhookService extends ServiceSupport {

    private static final String THREADS = ShopotOperation.SCHEME + "-webhook";

    /** A delivery comes again within two minutes; there are not as many in that time. */
    private static final int REMEMBERED = 10_000;

    private final CamelContext context;
    private final IdempotentRepository repository;
    private final ShopotDeliveries deliveries;
    private ExecutorService threads;

    /**
     * @param repository the user's, or {@code null}
     */
    ShopotWebhookService(CamelContext context, IdempotentRepository repository) {
        this.context = context;
        this.repository =
                repository == null ? MemoryIdempotentRepository.memoryIdempotentRepository(REMEMBERED) : repository;
        this.deliveries = new ShopotDeliveries(this.repository);
    }

    ShopotDeliveries deliveries() {
        return deliveries;
    }

    /** Where callbacks are handled; refuses what is too much, as the server's own threads must not run a route. */
    ExecutorService threads() {
        return threads;
    }

    @Override
    protected void doStart() throws Exception {
        CamelContextAware.trySetCamelContext(repository, context);
        ServiceHelper.startService(repository);
        ThreadPoolProfile profile = new ThreadPoolProfile(THREADS);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        threads = context.getExecutorServiceManager().newThreadPool(this, THREADS, profile);
    }

    @Override
    protected void doStop() throws Exception {
        context.getExecutorServiceManager().shutdownGraceful(threads);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** The transports of a component: endpoints with equal settings share one, and the last endpoint closes it. */
public final class HttpTransportPool {

    private static final int ANSWER_THREADS = 2;

    private final CamelContext context;
    private final Object source;
    private final String threadName;
    private final HttpTransportFactory factory;
    private final Map<HttpSettings, Entry> entries = new HashMap<>();

    private record Entry(HttpTransport transport, List<ExecutorService> threads, AtomicInteger users) {}

    /**
     * @param source the owner of the threads
     * @param threadName the prefix of thread names
     * @param scheduler keeps the deadlines
     */
    public HttpTransportPool(
            CamelContext context, Object source, String threadName, ScheduledExecutorService scheduler) {
        this(context, source, threadName, scheduler, SystemDefaultDnsResolver.INSTANCE);
    }

    HttpTransportPool(
            CamelContext context,
            Object source,
            String threadName,
            ScheduledExecutorService scheduler,
            DnsResolver nameServers) {
        this.context = context;
        this.source = source;
        this.threadName = threadName;
        this.factory = new HttpTransportFactory(context, nameServers, scheduler);
    }

    /**
     * The transport for these settings. Each call needs a matching {@link #giveBack}.
     *
     * @throws IllegalStateException if it cannot be created, for example because of invalid TLS parameters
     */
    public synchronized HttpTransport acquire(HttpSettings settings) {
        Entry entry = entries.computeIfAbsent(settings, this::create);
        entry.users().incrementAndGet();
        return entry.transport();
    }

    /** Returns a transport. */
    public synchronized void giveBack(HttpTransport transport) {
        Entry entry = entries.get(transport.settings());
        if (entry != null && entry.users().decrementAndGet() == 0) {
            entries.remove(transport.settings());
            transport.close();
            shutdown(entry.threads());
        }
    }

    private Entry create(HttpSettings settings) {
        ExecutorService uploads = threads("-upload", settings.maxConcurrentUploads());
        ExecutorService downloads = threads("-download", settings.maxConcurrentUploads());
        ExecutorService readers = threads("-answer", ANSWER_THREADS);
        ExecutorService names = threads("-names", HostNames.THREADS);
        List<ExecutorService> threads = List.of(uploads, downloads, readers, names);
        try {
            HttpTransport transport = factory.create(settings, uploads, downloads, readers, names);
            return new Entry(transport, threads, new AtomicInteger());
        } catch (RuntimeException failure) {
            shutdown(threads);
            throw failure;
        }
    }

    private ExecutorService threads(String name, int size) {
        ThreadPoolProfile profile = new ThreadPoolProfile(threadName + name);
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setAllowCoreThreadTimeOut(true);
        profile.setKeepAliveTime(10L);
        // The jobs in flight bound this queue. For Camel, a size below 1 means no queue.
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return context.getExecutorServiceManager().newThreadPool(source, threadName + name, profile);
    }

    private void shutdown(List<ExecutorService> threads) {
        threads.forEach(context.getExecutorServiceManager()::shutdown);
    }
}

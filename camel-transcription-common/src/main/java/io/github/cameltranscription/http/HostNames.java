/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks up the addresses of hosts on its own threads. A name server may take half a minute, and HttpClient looks up
 * addresses on the sending thread, but neither a route nor the thread of all polls may wait that long. So a name is
 * looked up before the request is sent, and remembered for the connection.
 */
final class HostNames implements DnsResolver {

    /** Concurrent lookups; the JVM caches answers for longer, so most take no time. */
    static final int THREADS = 4;

    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A request may wait this long for a connection after its name was looked up. */
    private static final long USABLE_NANOS = TimeUnit.MINUTES.toNanos(2);

    /** Links may name any number of hosts. */
    private static final int MOST_REMEMBERED = 1_000;

    private static final InetAddress[] UNKNOWN = {};
    private static final CompletionStage<Void> KNOWN = CompletableFuture.completedFuture(null);
    private static final Pattern NO_NAME = Pattern.compile("localhost|[0-9.]+|\\[?[0-9a-f]*:[0-9a-f:.%]*]?");

    private final DnsResolver system;
    private final BoundedExecutor threads;
    private final BoundedExecutor threadsOfLinks;
    private final ScheduledExecutorService scheduler;
    private final Duration limit;
    private final Map<String, Found> found = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> running = new HashMap<>();

    private record Found(InetAddress[] addresses, long at) {}

    /**
     * @param system the JVM's lookup
     * @param threads {@link #THREADS} threads that lookups block
     * @param scheduler keeps the deadlines
     * @param limit how long a request waits for a lookup
     */
    HostNames(DnsResolver system, Executor threads, ScheduledExecutorService scheduler, Duration limit) {
        this.system = system;
        this.threads = new BoundedExecutor(threads, THREADS);
        // One thread stays free for the provider's own host.
        this.threadsOfLinks = new BoundedExecutor(threads, THREADS - 1);
        this.scheduler = scheduler;
        this.limit = limit;
    }

    /**
     * Looks up a name, unless it is known.
     *
     * @param  isLink whether it comes from outside
     * @return        fails with an {@link UnknownHostException} if there is no such host, or no answer in time
     */
    CompletionStage<Void> lookUp(String host, boolean isLink) {
        String name = host.toLowerCase(Locale.ROOT);
        if (NO_NAME.matcher(name).matches()) {
            return KNOWN;
        }
        CompletableFuture<Void> lookup;
        synchronized (this) {
            if (isYounger(found.get(name), FRESH_NANOS)) {
                return KNOWN;
            }
            lookup = running.get(name);
            if (lookup == null) {
                lookup = (isLink ? threadsOfLinks : threads)
                        .submit(() -> remember(name, system.resolve(name)))
                        .whenComplete((nothing, failure) -> ended(name));
                if (!lookup.isDone()) {
                    running.put(name, lookup);
                }
            }
        }
        return inTime(host, lookup);
    }

    private synchronized void ended(String name) {
        running.remove(name);
    }

    private CompletionStage<Void> inTime(String host, CompletableFuture<Void> lookup) {
        CompletableFuture<Void> own = lookup.copy();
        try {
            Future<?> deadline = scheduler.schedule(
                    () -> own.completeExceptionally(new UnknownHostException("the address of " + host
                            + " was not found within connectTimeout of " + limit.toMillis() + " ms")),
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
            own.whenComplete((nothing, failure) -> deadline.cancel(false));
        } catch (RejectedExecutionException stopping) {
            own.completeExceptionally(NoAnswerException.stopped(stopping));
        }
        return own;
    }

    /** The addresses that were looked up for this request, else from a new lookup. */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        String name = host.toLowerCase(Locale.ROOT);
        synchronized (this) {
            Found known = found.get(name);
            if (isYounger(known, USABLE_NANOS)) {
                return known.addresses().clone();
            }
        }
        return system.resolve(host);
    }

    /** The addresses without a lookup that may block; none if they are not known. */
    InetAddress[] known(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (NO_NAME.matcher(name).matches()) {
            try {
                return system.resolve(host);
            } catch (UnknownHostException malformed) {
                return UNKNOWN;
            }
        }
        synchronized (this) {
            Found known = found.get(name);
            return isYounger(known, USABLE_NANOS) ? known.addresses() : UNKNOWN;
        }
    }

    private static boolean isYounger(Found known, long nanos) {
        return known != null && System.nanoTime() - known.at() < nanos;
    }

    private synchronized Void remember(String name, InetAddress[] addresses) {
        found.remove(name);
        found.put(name, new Found(addresses.clone(), System.nanoTime()));
        if (found.size() > MOST_REMEMBERED) {
            found.remove(found.keySet().iterator().next());
        }
        return null;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }
}

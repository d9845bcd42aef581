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

    private static final CompletionStage<Void> KNOWN = CompletableFuture.completedFuture(null);
    private static final Pattern NO_NAME = Pattern.compile("localhost|[0-9.]+|\\[?[0-9a-f]*:[0-9a-f:.%]*]?");

    private final DnsResolver system;
    private final Executor threads;
    private final Executor threadsOfLinks;
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
        this.threads = threads;
        // One thread stays free for the provider's own host.
        this.threadsOfLinks = new BoundedExecutor(threads, THREADS - 1);
        this.scheduler = scheduler;
        this.limit = limit;
    }

    /**
     * Looks up a name, unless it is known.
     *
     * @param  host   the name
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
                lookup = new CompletableFuture<>();
                running.put(name, lookup);
                begin(name, isLink ? threadsOfLinks : threads, lookup);
            }
        }
        return inTime(host, lookup);
    }

    private void begin(String name, Executor executor, CompletableFuture<Void> lookup) {
        try {
            executor.execute(() -> {
                Throwable failure = null;
                try {
                    remember(name, system.resolve(name));
                } catch (Throwable thrown) {
                    failure = thrown;
                }
                ended(name, lookup, failure);
            });
        } catch (RejectedExecutionException stopping) {
            ended(name, lookup, new NoAnswerException("the component is stopped", true, stopping));
        }
    }

    private void ended(String name, CompletableFuture<Void> lookup, Throwable failure) {
        synchronized (this) {
            running.remove(name);
        }
        if (failure == null) {
            lookup.complete(null);
        } else {
            lookup.completeExceptionally(failure);
        }
    }

    private CompletionStage<Void> inTime(String host, CompletableFuture<Void> lookup) {
        CompletableFuture<Void> own = new CompletableFuture<>();
        Future<?> deadline;
        try {
            deadline = scheduler.schedule(
                    () -> own.completeExceptionally(new UnknownHostException("the address of " + host
                            + " was not found within connectTimeout of " + limit.toMillis() + " ms")),
                    limit.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            own.completeExceptionally(new NoAnswerException("the component is stopped", true, stopping));
            return own;
        }
        lookup.whenComplete((nothing, failure) -> {
            deadline.cancel(false);
            if (failure == null) {
                own.complete(null);
            } else {
                own.completeExceptionally(failure);
            }
        });
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

    /** The addresses without a lookup that may block; {@code null} if none is known. */
    InetAddress[] known(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (NO_NAME.matcher(name).matches()) {
            try {
                return system.resolve(host);
            } catch (UnknownHostException malformed) {
                return null;
            }
        }
        synchronized (this) {
            Found known = found.get(name);
            return isYounger(known, USABLE_NANOS) ? known.addresses() : null;
        }
    }

    private static boolean isYounger(Found known, long nanos) {
        return known != null && System.nanoTime() - known.at() < nanos;
    }

    private synchronized void remember(String name, InetAddress[] addresses) {
        if (addresses == null) {
            return;
        }
        found.remove(name);
        found.put(name, new Found(addresses.clone(), System.nanoTime()));
        if (found.size() > MOST_REMEMBERED) {
            found.remove(found.keySet().iterator().next());
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return system.resolveCanonicalHostname(host);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the deadlines of all requests of a transport. HttpClient limits only the time between two bytes, and neither
 * the time of a whole answer nor that of writing.
 */
final class TransferWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TransferWatch.class);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(1);

    private final Duration window;
    private final Set<Transfer> transfers = ConcurrentHashMap.newKeySet();
    private final Consumer<Transfer> over = transfers::remove;
    private final Future<?> ticks;

    /**
     * @param window the window in which a body must move
     * @param scheduler runs the checks
     */
    TransferWatch(Duration window, ScheduledExecutorService scheduler) {
        this.window = window;
        long interval = Math.max(1_000_000, Math.min(window.toNanos() / 8, LONGEST_INTERVAL.toNanos()));
        this.ticks = scheduler.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to watch a transfer, until it is {@linkplain Transfer#close closed}.
     *
     * @param limit the time limit of its first step
     * @param owner the client that carries it
     */
    Transfer begin(Duration limit, Object owner) {
        Transfer transfer = new Transfer(window, limit, owner, over);
        transfers.add(transfer);
        return transfer;
    }

    /** Ends the requests of a client that has died. */
    void cutAll(Object owner, String reason) {
        transfers.stream().filter(transfer -> transfer.isOf(owner)).forEach(transfer -> transfer.cut(reason));
    }

    private void check() {
        long now = System.nanoTime();
        for (Transfer transfer : transfers) {
            try {
                transfer.check(now);
            } catch (Throwable failure) {
                LOG.warn("A transfer that takes too long could not be cut", failure);
            }
        }
    }

    @Override
    public void close() {
        ticks.cancel(false);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counters of a provider's real-time streams. Thread-safe, and fast enough for every event of a stream. */
public final class StreamWatch {

    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder reconnects = new LongAdder();
    private final LongAdder resentMillis = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private volatile Consumer<Duration> latency = time -> {};

    StreamWatch() {}

    /** A stream begins. */
    public void opened() {
        open.incrementAndGet();
        begun.increment();
    }

    /**
     * A stream has ended.
     *
     * @param connections the number of connections
     * @param resentSeconds the audio that was sent more than once
     */
    public void closed(int connections, double resentSeconds) {
        open.decrementAndGet();
        reconnects.add(Math.max(0, connections - 1));
        resentMillis.add(Math.round(resentSeconds * 1_000));
    }

    /** The provider has answered a ping after the audio; {@code roundTrip} is the time until the answer. */
    public void received(Duration roundTrip) {
        latency.accept(roundTrip.isNegative() ? Duration.ZERO : roundTrip);
    }

    /** {@code listener} receives each round trip. */
    void onLatency(Consumer<Duration> listener) {
        latency = listener;
    }

    int open() {
        return open.get();
    }

    long begun() {
        return begun.sum();
    }

    long reconnects() {
        return reconnects.sum();
    }

    double resentSeconds() {
        return resentMillis.sum() / 1_000.0;
    }
}

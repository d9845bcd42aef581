/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;

/** A job at AIESA. Its state follows from the clock. */
final class AiesaJob {

    private static final int LARGEST_PROGRESS = 99;

    private final String id;
    private final AiesaSource source;
    private final AiesaParameters parameters;
    private final AiesaBill bill;
    private final Instant createdAt;
    private final Instant readyAt;
    private final boolean endless;
    private final String error;
    private final boolean lost;
    private final AtomicInteger statusPolls = new AtomicInteger();
    private volatile boolean fetched;

    /** {@code error} is null where it does not fail. */
    AiesaJob(
            String id,
            AiesaSource source,
            AiesaParameters parameters,
            AiesaBill bill,
            Instant createdAt,
            Instant readyAt,
            boolean endless,
            String error,
            boolean lost) {
        this.id = id;
        this.source = source;
        this.parameters = parameters;
        this.bill = bill;
        this.createdAt = createdAt;
        this.readyAt = readyAt;
        this.endless = endless;
        this.error = error;
        this.lost = lost;
    }

    String id() {
        return id;
    }

    AiesaSource source() {
        return source;
    }

    AiesaParameters parameters() {
        return parameters;
    }

    AiesaBill bill() {
        return bill;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When a worker takes it: it is in the queue for the first third of its time. */
    Instant startedAt() {
        return createdAt.plusMillis((readyAt.toEpochMilli() - createdAt.toEpochMilli()) / 3);
    }

    /** When it would be over if it is not endless. */
    Instant readyAt() {
        return readyAt;
    }

    String error() {
        return error;
    }

    /** Whether it will be paid for. */
    boolean succeeds() {
        return !endless && !lost && error == null;
    }

    JobState state(Instant now) {
        if (endless || now.isBefore(readyAt)) {
            return JobState.PENDING;
        }
        return lost ? JobState.LOST : error == null ? JobState.SUCCESS : JobState.ERROR;
    }

    boolean isStarted(Instant now) {
        return !now.isBefore(startedAt());
    }

    /** Percent, as long as it is not over; of an endless one it rises too, and then stays. */
    int progress(Instant now) {
        long done = now.toEpochMilli() - startedAt().toEpochMilli();
        long all = Math.max(1, readyAt.toEpochMilli() - startedAt().toEpochMilli());
        return (int) Math.max(0, Math.min(LARGEST_PROGRESS, done * 100 / all));
    }

    void countStatusPoll() {
        statusPolls.incrementAndGet();
    }

    void markFetched() {
        fetched = true;
    }

    SimulatedJob view(Instant now) {
        JobState state = state(now);
        return new SimulatedJob(
                id,
                source.fileName(),
                createdAt,
                state,
                state == JobState.ERROR ? error : null,
                statusPolls.get(),
                fetched);
    }
}

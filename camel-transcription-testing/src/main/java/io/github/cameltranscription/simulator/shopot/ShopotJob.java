/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;

/** A job at Shopot. Its state follows from the clock, except for what becomes of its callback. */
final class ShopotJob {

    /** {@link #readyAt()} of a job that never finishes. */
    static final long NEVER = Long.MAX_VALUE;

    /** What becomes of the callback. */
    enum Callback {
        NONE,
        PENDING,
        DELIVERED,
        FAILED
    }

    private final String id;
    private final String fileName;
    private final AudioAnalysis audio;
    private final ShopotParameters parameters;
    private final Instant createdAt;
    private final long readyAt;
    private final String error;
    private final boolean lost;
    private final ShopotSummary summary;
    private final AtomicInteger statusPolls = new AtomicInteger();
    private volatile boolean fetched;
    private volatile Callback callback;

    ShopotJob(
            String id,
            String fileName,
            AudioAnalysis audio,
            ShopotParameters parameters,
            Instant createdAt,
            long readyAt,
            String error,
            boolean lost,
            ShopotSummary summary) {
        this.id = id;
        this.fileName = fileName;
        this.audio = audio;
        this.parameters = parameters;
        this.createdAt = createdAt;
        this.readyAt = readyAt;
        this.error = error;
        this.lost = lost;
        this.summary = summary;
        callback = parameters.callbackUrl() == null ? Callback.NONE : Callback.PENDING;
    }

    String id() {
        return id;
    }

    String fileName() {
        return fileName;
    }

    AudioAnalysis audio() {
        return audio;
    }

    ShopotParameters parameters() {
        return parameters;
    }

    /** Milliseconds of the clock, or {@link #NEVER}. */
    long readyAt() {
        return readyAt;
    }

    /** When the transcript and the summary are both over. */
    long endsAt() {
        return readyAt == NEVER || summary == null || error != null ? readyAt : summary.endsAt();
    }

    /** Null where it does not fail. */
    String error() {
        return error;
    }

    /** Null where none was asked for. */
    ShopotSummary summary() {
        return summary;
    }

    JobState state(long now) {
        if (now < readyAt) {
            return JobState.PENDING;
        }
        return lost ? JobState.LOST : error == null ? JobState.SUCCESS : JobState.ERROR;
    }

    /** Whether a worker has taken it: it is in the queue for the first third of its time. */
    boolean isInProgress(long now) {
        return readyAt != NEVER && now - createdAt.toEpochMilli() > (readyAt - createdAt.toEpochMilli()) / 3;
    }

    Callback callback() {
        return callback;
    }

    void callback(Callback outcome) {
        callback = outcome;
    }

    void countStatusPoll() {
        statusPolls.incrementAndGet();
    }

    void markFetched() {
        fetched = true;
    }

    SimulatedJob view(long now) {
        JobState state = state(now);
        return new SimulatedJob(
                id, fileName, createdAt, state, state == JobState.ERROR ? error : null, statusPolls.get(), fetched);
    }
}

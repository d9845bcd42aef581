/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;

/** A job at a provider. Its state follows from the clock, so that a waiting job costs no timer. Internal. */
public abstract class ProviderJob {

    private final JobPlan plan;
    private final AtomicInteger statusPolls = new AtomicInteger();
    private volatile boolean fetched;

    /** A job that goes as planned. */
    protected ProviderJob(JobPlan plan) {
        this.plan = plan;
    }

    /** What the client names it by. */
    public final String id() {
        return plan.id();
    }

    /** Of the upload, or the last part of the link; null where it is made from neither. */
    public final String fileName() {
        return plan.fileName();
    }

    /** What it is made from. */
    public final AudioAnalysis audio() {
        return plan.audio();
    }

    /** By the simulator's clock. */
    public final Instant createdAt() {
        return plan.createdAt();
    }

    /** When a worker takes it, in milliseconds of the clock: it is in the queue for the first third of its time. */
    public final long startedAt() {
        long created = plan.createdAt().toEpochMilli();
        return created + (plan.readyAt() - created) / 3;
    }

    /** Milliseconds of the clock; when it would be over if it is {@link #endless()}. */
    public final long readyAt() {
        return plan.readyAt();
    }

    /** Whether it never finishes. */
    public final boolean endless() {
        return plan.endless();
    }

    /** Null where it does not fail. */
    public final String error() {
        return plan.error();
    }

    /** Whether it has a result in the end. */
    public final boolean succeeds() {
        return !plan.endless() && !plan.lost() && plan.error() == null;
    }

    /** At this time, in milliseconds of the clock; never {@link JobState#RELEASED}. */
    public final JobState state(long now) {
        if (plan.endless() || now < plan.readyAt()) {
            return JobState.PENDING;
        }
        return plan.lost() ? JobState.LOST : plan.error() == null ? JobState.SUCCESS : JobState.ERROR;
    }

    /** Its status is answered once more. */
    public final void countStatusPoll() {
        statusPolls.incrementAndGet();
    }

    /** Its result has been sent whole. */
    public final void markFetched() {
        fetched = true;
    }

    /** What has become of it, in this state. */
    public final SimulatedJob view(JobState state) {
        String error = state == JobState.ERROR ? plan.error() : null;
        return new SimulatedJob(id(), fileName(), createdAt(), state, error, statusPolls.get(), fetched);
    }

    long number() {
        return plan.number();
    }
}

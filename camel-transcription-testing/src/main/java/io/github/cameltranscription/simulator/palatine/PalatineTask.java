/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.buffer.Buffer;

import io.github.cameltranscription.simulator.audio.AudioAnalysis;
import io.github.cameltranscription.simulator.job.JobState;
import io.github.cameltranscription.simulator.job.SimulatedJob;

/** A job at Palatine. Its state follows from the clock, so that a waiting job costs no timer. */
final class PalatineTask {

    /** The kinds of job with a life cycle; an id of one is unknown to the calls of the others. */
    enum Kind {
        TRANSCRIPTION,
        DIARIZATION,
        SUMMARY,
        SENTIMENT
    }

    /** {@link #readyAt} of a job that never finishes. */
    static final long NEVER = Long.MAX_VALUE;

    /** As in the documentation's example, with microseconds. */
    private static final DateTimeFormatter CREATED_AT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final long number;
    private final String id;
    private final Kind kind;
    private final String fileName;
    private final AudioAnalysis audio;
    private final PalatineParameters parameters;
    private final SummaryRequest summary;
    private final Instant createdAt;
    private final long readyAt;
    private final String error;
    private final boolean lost;
    private final Buffer pendingStatus;
    private final AtomicInteger statusPolls = new AtomicInteger();
    private volatile boolean fetched;

    PalatineTask(
            long number,
            String id,
            Kind kind,
            String fileName,
            AudioAnalysis audio,
            PalatineParameters parameters,
            SummaryRequest summary,
            Instant createdAt,
            long readyAt,
            String error,
            boolean lost) {
        this.number = number;
        this.id = id;
        this.kind = kind;
        this.fileName = fileName;
        this.audio = audio;
        this.parameters = parameters;
        this.summary = summary;
        this.createdAt = createdAt;
        this.readyAt = readyAt;
        this.error = error;
        this.lost = lost;
        pendingStatus = PalatineStatusDocument.of(this, "pending", null, null).toBuffer();
    }

    long number() {
        return number;
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    String fileName() {
        return fileName;
    }

    AudioAnalysis audio() {
        return audio;
    }

    /** Null for a summary and a sentiment. */
    PalatineParameters parameters() {
        return parameters;
    }

    /** Null for anything but a summary. */
    SummaryRequest summary() {
        return summary;
    }

    String createdAt() {
        return CREATED_AT.format(createdAt);
    }

    /** Null where it does not fail. */
    String error() {
        return error;
    }

    /** Never {@link JobState#RELEASED}: a released task is gone. */
    JobState state(long now) {
        if (now < readyAt) {
            return JobState.PENDING;
        }
        return lost ? JobState.LOST : error == null ? JobState.SUCCESS : JobState.ERROR;
    }

    /** The status document while it is pending, made once: thousands of jobs are polled every few seconds. */
    Buffer pendingStatus() {
        return pendingStatus;
    }

    void countStatusPoll() {
        statusPolls.incrementAndGet();
    }

    void markFetched() {
        fetched = true;
    }

    SimulatedJob view(JobState state) {
        return new SimulatedJob(
                id, fileName, createdAt, state, state == JobState.ERROR ? error : null, statusPolls.get(), fetched);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine;

import io.vertx.core.buffer.Buffer;

import io.github.cameltranscription.simulator.provider.JobPlan;
import io.github.cameltranscription.simulator.provider.ProviderJob;

/** A job at Palatine. */
final class PalatineTask extends ProviderJob {

    /** The kinds of job with a life cycle; an id of one is unknown to the calls of the others. */
    enum Kind {
        TRANSCRIPTION,
        DIARIZATION,
        SUMMARY,
        SENTIMENT
    }

    private final Kind kind;
    private final PalatineParameters parameters;
    private final SummaryRequest summary;
    private final Buffer pendingStatus;

    PalatineTask(JobPlan plan, Kind kind, PalatineParameters parameters, SummaryRequest summary) {
        super(plan);
        this.kind = kind;
        this.parameters = parameters;
        this.summary = summary;
        pendingStatus = PalatineStatusDocument.of(this, "pending", null, null).toBuffer();
    }

    Kind kind() {
        return kind;
    }

    /** Null for a summary and a sentiment. */
    PalatineParameters parameters() {
        return parameters;
    }

    /** Null for anything but a summary. */
    SummaryRequest summary() {
        return summary;
    }

    /** The status document while it is pending, made once: thousands of jobs are polled every few seconds. */
    Buffer pendingStatus() {
        return pendingStatus;
    }
}

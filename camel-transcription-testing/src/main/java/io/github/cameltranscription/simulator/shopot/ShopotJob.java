/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.github.cameltranscription.simulator.provider.JobPlan;
import io.github.cameltranscription.simulator.provider.ProviderJob;

/** A job at Shopot, and what becomes of its callback. */
final class ShopotJob extends ProviderJob {

    /** What becomes of the callback. */
    enum Callback {
        NONE,
        PENDING,
        DELIVERED,
        FAILED
    }

    private final ShopotParameters parameters;
    private final ShopotSummary summary;
    private volatile Callback callback;

    ShopotJob(JobPlan plan, ShopotParameters parameters, ShopotSummary summary) {
        super(plan);
        this.parameters = parameters;
        this.summary = summary;
        callback = parameters.callbackUrl() == null ? Callback.NONE : Callback.PENDING;
    }

    ShopotParameters parameters() {
        return parameters;
    }

    /** When the transcript and the summary are both over, in milliseconds of the clock. */
    long endsAt() {
        return summary == null || error() != null ? readyAt() : summary.endsAt();
    }

    /** Null where none was asked for. */
    ShopotSummary summary() {
        return summary;
    }

    Callback callback() {
        return callback;
    }

    void callback(Callback outcome) {
        callback = outcome;
    }
}

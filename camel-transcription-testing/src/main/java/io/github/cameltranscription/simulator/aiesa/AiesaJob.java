/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.github.cameltranscription.simulator.provider.JobPlan;
import io.github.cameltranscription.simulator.provider.ProviderJob;

/** A job at AIESA. */
final class AiesaJob extends ProviderJob {

    private static final int LARGEST_PROGRESS = 99;

    private final Long fileSize;
    private final AiesaParameters parameters;
    private final AiesaBill bill;

    AiesaJob(JobPlan plan, Long fileSize, AiesaParameters parameters, AiesaBill bill) {
        super(plan);
        this.fileSize = fileSize;
        this.parameters = parameters;
        this.bill = bill;
    }

    /** Bytes; null for a link, which is not downloaded. */
    Long fileSize() {
        return fileSize;
    }

    AiesaParameters parameters() {
        return parameters;
    }

    AiesaBill bill() {
        return bill;
    }

    boolean isStarted(long now) {
        return now >= startedAt();
    }

    /** Percent, as long as it is not over; of an endless one it rises too, and then stays. */
    int progress(long now) {
        long all = Math.max(1, readyAt() - startedAt());
        return (int) Math.max(0, Math.min(LARGEST_PROGRESS, (now - startedAt()) * 100 / all));
    }
}

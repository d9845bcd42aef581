/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.provider.ProviderFaults;

/**
 * Makes AIESA's calls and jobs go wrong. On the server of the results, faults strike unsigned calls only; {@link #onAny()} strikes there
 * too. A redirect is {@code status(302).header("Location", address)}.
 */
public final class AiesaFaults extends ProviderFaults<AiesaCall> {

    private final AiesaJobs jobs;

    AiesaFaults(AiesaJobs jobs) {
        super(jobs, new AiesaErrors(), AiesaCall.SUBMIT, AiesaCall.STATUS);
        this.jobs = jobs;
    }

    AiesaJobs jobs() {
        return jobs;
    }

    /** On {@code POST /transcriptions/calculate}. */
    public FaultRule onCalculate() {
        return on(AiesaCall.CALCULATE);
    }

    /** On {@code GET /ai/models}. */
    public FaultRule onModels() {
        return on(AiesaCall.MODELS);
    }

    /** On the files of jobs, whichever it is, on the server of the results. */
    public FaultRule onResult() {
        return on(AiesaCall.RESULT);
    }
}

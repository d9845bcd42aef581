/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomePlan;
import io.github.cameltranscription.simulator.fault.OutcomeRule;

/**
 * Makes calls and jobs go wrong. Faults strike signed calls only, and on the server of the results unsigned ones; where several fit, the
 * one that was set first strikes until it is used up. A redirect is {@code status(302).header("Location", address)}.
 */
public final class AiesaFaults {

    private final FaultPlan plan;
    private final OutcomePlan outcomes;

    AiesaFaults(FaultPlan plan, OutcomePlan outcomes) {
        this.plan = plan;
        this.outcomes = outcomes;
    }

    /** On {@code POST /transcriptions/calculate}. */
    public FaultRule onCalculate() {
        return plan.on(AiesaCall.CALCULATE);
    }

    /** On {@code POST /transcriptions}. */
    public FaultRule onSubmit() {
        return plan.on(AiesaCall.SUBMIT);
    }

    /** On {@code GET /transcriptions/{id}}. */
    public FaultRule onStatus() {
        return plan.on(AiesaCall.STATUS);
    }

    /** On {@code GET /ai/models}. */
    public FaultRule onModels() {
        return plan.on(AiesaCall.MODELS);
    }

    /** On the files of jobs, whichever it is, on the server of the results. */
    public FaultRule onResult() {
        return plan.on(AiesaCall.RESULT);
    }

    /** On any call, of the server of the results too. */
    public FaultRule onAny() {
        return plan.on(null);
    }

    /** How jobs end that are made from now on. One that never finishes is processed for good. */
    public OutcomeRule onProcessing() {
        return outcomes.begin();
    }

    /** Everything goes well again; jobs already made keep their outcome. */
    public void clear() {
        plan.clear();
        outcomes.clear();
    }
}

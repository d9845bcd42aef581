/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import java.time.Duration;

import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomePlan;
import io.github.cameltranscription.simulator.fault.OutcomeRule;

/**
 * Makes calls and jobs go wrong. Faults strike authorised calls only; where several fit, the one that was set first strikes until it is
 * used up. Callbacks go wrong by {@link ShopotCallbacks}.
 */
public final class ShopotFaults {

    private final FaultPlan plan;
    private final OutcomePlan outcomes;
    private final ShopotJobs jobs;

    ShopotFaults(FaultPlan plan, OutcomePlan outcomes, ShopotJobs jobs) {
        this.plan = plan;
        this.outcomes = outcomes;
        this.jobs = jobs;
    }

    /** On {@code POST /transcribe}. */
    public FaultRule onSubmit() {
        return plan.on(ShopotCall.SUBMIT);
    }

    /** On {@code GET /transcribe/{id}}. */
    public FaultRule onStatus() {
        return plan.on(ShopotCall.STATUS);
    }

    /** On any call. */
    public FaultRule onAny() {
        return plan.on(null);
    }

    /** How jobs end that are made from now on. */
    public OutcomeRule onProcessing() {
        return outcomes.begin();
    }

    /** How summaries end that are asked for from now on, such as {@code FAILED: reason}; null for what fits the audio. */
    public void summariesEnd(String status) {
        jobs.summaryEnding(status);
    }

    /** How long summaries take that are asked for from now on, once the transcript is ready; zero by default. */
    public void summariesTake(Duration time) {
        jobs.summaryTime(time);
    }

    /** Minutes left on the account; with none left, submissions are 403. A lot by default. */
    public void balanceMinutes(double minutes) {
        jobs.balanceMinutes(minutes);
    }

    /** Everything goes well again; jobs already made keep their outcome. */
    public void clear() {
        plan.clear();
        outcomes.clear();
        summariesEnd(null);
        summariesTake(Duration.ZERO);
    }
}

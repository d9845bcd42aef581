/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.time.Duration;
import java.util.Objects;

import io.github.cameltranscription.simulator.job.JobOutcome;

/** Says how jobs end that are made from now on. */
public final class OutcomeRule extends Rule<JobOutcome> {

    private String error;
    private Duration processingTime;
    private boolean endless;
    private boolean lost;
    private String fileName;

    /** For the simulator itself. */
    public OutcomeRule(FaultPlan<JobOutcome> plan) {
        super(plan, "processing");
    }

    /** The job fails with this text, after its usual time. */
    public OutcomeRule error(String text) {
        error = Objects.requireNonNull(text);
        return this;
    }

    /** The job fails with "Not enough balance". */
    public OutcomeRule insufficientBalance() {
        return error("Not enough balance");
    }

    /** The job fails with "No recognizable speech", whatever the audio. */
    public OutcomeRule noRecognizableSpeech() {
        return error("No recognizable speech");
    }

    /** The job takes this long. */
    public OutcomeRule processingTime(Duration duration) {
        processingTime = Objects.requireNonNull(duration);
        return this;
    }

    /** The job stays pending for good. */
    public OutcomeRule neverFinishes() {
        endless = true;
        return this;
    }

    /** The provider forgets the job when it would be finished: from then on it is unknown. */
    public OutcomeRule lost() {
        lost = true;
        return this;
    }

    /** Only for jobs made from a file of this name. */
    public OutcomeRule onlyForFile(String name) {
        fileName = Objects.requireNonNull(name);
        return this;
    }

    @Override
    protected JobOutcome effect() {
        check(error != null || processingTime != null || endless || lost, "says nothing of how the job ends");
        return new JobOutcome(error, processingTime, endless, lost, fileName);
    }
}

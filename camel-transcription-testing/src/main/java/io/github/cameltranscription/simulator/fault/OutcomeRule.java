/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.time.Duration;
import java.util.Objects;

import io.github.cameltranscription.simulator.job.JobOutcome;

/**
 * Says how jobs end that are made from now on. Nothing is in force until {@link #once()}, {@link #times(int)} or {@link #always()} ends
 * the sentence.
 */
public final class OutcomeRule {

    private final OutcomePlan plan;
    private String error;
    private Duration processingTime;
    private boolean endless;
    private boolean lost;
    private String fileName;

    OutcomeRule(OutcomePlan plan) {
        this.plan = plan;
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

    /** For the next job. */
    public void once() {
        times(1);
    }

    /** For so many jobs. */
    public void times(int jobs) {
        JobOutcome outcome = new JobOutcome(error, processingTime, endless, lost);
        if (outcome.equals(JobOutcome.USUAL)) {
            throw new IllegalStateException("The outcome says nothing of how the job ends");
        }
        plan.add(new OutcomePlan.Entry(outcome, fileName, new Countdown(0, jobs)));
    }

    /** For all jobs until the faults are cleared. */
    public void always() {
        times(Integer.MAX_VALUE);
    }
}

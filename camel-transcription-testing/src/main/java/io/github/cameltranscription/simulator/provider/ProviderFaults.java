/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.provider;

import io.github.cameltranscription.simulator.fault.FaultEffect;
import io.github.cameltranscription.simulator.fault.FaultPlan;
import io.github.cameltranscription.simulator.fault.FaultRule;
import io.github.cameltranscription.simulator.fault.OutcomeRule;
import io.github.cameltranscription.simulator.http.ErrorFormat;

/**
 * Makes calls and jobs go wrong. Faults strike authorised calls only; where several fit, the one that was set first strikes until it is
 * used up.
 *
 * @param <C> the provider's kinds of call
 */
public abstract class ProviderFaults<C extends Enum<C> & ProviderCall> {

    private final FaultPlan<FaultEffect> calls = new FaultPlan<>();
    private final ProviderJobs<?> jobs;
    private final ErrorFormat errors;
    private final C submission;
    private final C status;

    /** {@code errors} is how the provider writes the errors that a fault answers. */
    protected ProviderFaults(ProviderJobs<?> jobs, ErrorFormat errors, C submission, C status) {
        this.jobs = jobs;
        this.errors = errors;
        this.submission = submission;
        this.status = status;
    }

    /** On one kind of call. */
    public FaultRule on(C call) {
        return new FaultRule(calls, errors, call);
    }

    /** On the submission of a recording. */
    public FaultRule onSubmit() {
        return on(submission);
    }

    /** On the status of a transcription. */
    public FaultRule onStatus() {
        return on(status);
    }

    /** On any call. */
    public FaultRule onAny() {
        return on(null);
    }

    /** How jobs end that are made from now on. */
    public OutcomeRule onProcessing() {
        return new OutcomeRule(jobs.outcomes());
    }

    /** Everything goes well again; jobs already made keep their outcome. */
    public void clear() {
        calls.clear();
        jobs.outcomes().clear();
    }

    ErrorFormat errors() {
        return errors;
    }

    /** The fault that strikes this call, before or after its body is read; null if none does. */
    FaultEffect next(ProviderExchange<C> exchange, boolean bodyRead, String fileName) {
        return calls.next(effect -> effect.fits(exchange.call(), bodyRead, fileName, exchange.jobId()));
    }
}

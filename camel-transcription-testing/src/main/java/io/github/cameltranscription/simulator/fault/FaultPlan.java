/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.cameltranscription.simulator.http.ErrorFormat;

/** The faults of one provider, in the order in which they were set: the first that fits a request strikes. */
public final class FaultPlan {

    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final ErrorFormat errors;
    private volatile FaultRule unfinished;

    /** Errors that faults answer are written like this unless they say otherwise. */
    public FaultPlan(ErrorFormat errors) {
        this.errors = errors;
    }

    ErrorFormat errors() {
        return errors;
    }

    /** Begins a fault on a kind of call; null for any call. */
    public FaultRule on(Enum<?> call) {
        FaultRule forgotten = unfinished;
        if (forgotten != null) {
            unfinished = null;
            throw new IllegalStateException(
                    "An earlier fault on " + forgotten.callName() + " was not ended with once(), times(n) or always()");
        }
        FaultRule rule = new FaultRule(this, call);
        unfinished = rule;
        return rule;
    }

    /** The fault that strikes before the body is read, or null. */
    public Fault beforeBody(Enum<?> call, String fileName, String jobId) {
        return next(call, false, fileName, jobId);
    }

    /** The fault that strikes once the body has been read, before or after processing, or null. */
    public Fault afterBody(Enum<?> call, String fileName, String jobId) {
        return next(call, true, fileName, jobId);
    }

    private Fault next(Enum<?> call, boolean bodyRead, String fileName, String jobId) {
        // Nearly always there is none, and this is on the path of every poll.
        if (faults.isEmpty()) {
            return null;
        }
        for (Fault fault : faults) {
            if (fault.strikes(call, bodyRead, fileName, jobId)) {
                return fault;
            }
        }
        return null;
    }

    /** Removes all faults. */
    public void clear() {
        unfinished = null;
        faults.clear();
    }

    void add(Fault fault) {
        unfinished = null;
        faults.add(fault);
    }

    void remove(Fault fault) {
        faults.remove(fault);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import io.github.cameltranscription.simulator.fault.Countdown;

/** A fault of streaming sessions in force; made by {@link StreamFaultRule}. */
public final class StreamFault {

    private final StreamFaultPlan plan;
    private final StreamFaultEffect effect;
    private final Countdown countdown;

    StreamFault(StreamFaultPlan plan, StreamFaultEffect effect, Countdown countdown) {
        this.plan = plan;
        this.effect = effect;
        this.countdown = countdown;
    }

    boolean tryUse() {
        return countdown.tryUse();
    }

    StreamFaultEffect effect() {
        return effect;
    }

    /** How many sessions it was given to so far; one that ended before the fault's moment was not struck all the same. */
    public int timesApplied() {
        return countdown.used();
    }

    /** Takes it out of force. Sessions that have it keep it. */
    public void remove() {
        plan.remove(this);
    }
}

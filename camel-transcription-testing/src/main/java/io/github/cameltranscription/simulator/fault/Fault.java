/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.util.concurrent.atomic.AtomicInteger;

/** A fault in force; made by a {@link Rule}. */
public final class Fault {

    private final FaultPlan<?> plan;
    private final int passed;
    private final int allowed;
    private final AtomicInteger occasions = new AtomicInteger();

    Fault(FaultPlan<?> plan, int passed, int allowed) {
        if (passed < 0 || allowed < 1) {
            throw new IllegalArgumentException("A fault must strike at least once, and cannot let fewer than 0 pass");
        }
        this.plan = plan;
        this.passed = passed;
        this.allowed = allowed;
    }

    /** Whether it strikes this time: it lets the first occasions pass, and strikes as often as was set. */
    boolean tryUse() {
        long end = (long) passed + allowed;
        int before = occasions.getAndUpdate(count -> count < end ? count + 1 : count);
        return before >= passed && before < end;
    }

    /** How many requests, jobs or sessions it has been given to so far. */
    public int timesApplied() {
        return Math.max(0, occasions.get() - passed);
    }

    /** Takes it out of force. Requests, jobs and sessions that have it keep it. */
    public void remove() {
        plan.remove(this);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

/**
 * Says what goes wrong. Nothing is in force until {@link #once()}, {@link #times(int)} or {@link #always()}.
 *
 * @param <E> what the fault does
 */
public abstract class Rule<E> {

    private final FaultPlan<E> plan;
    private final String subject;
    private int passed;

    /** {@code subject} is what goes wrong, for messages. */
    protected Rule(FaultPlan<E> plan, String subject) {
        this.plan = plan;
        this.subject = subject;
        plan.begin(subject);
    }

    /** What was said so far. Throws {@link IllegalStateException} where it contradicts itself. */
    protected abstract E effect();

    /** Lets this many requests or sessions pass first. */
    protected final void pass(int occasions) {
        passed = occasions;
    }

    /** Throws {@link IllegalStateException} with this complaint unless what was said is consistent. */
    protected final void check(boolean consistent, String complaint) {
        if (!consistent) {
            throw new IllegalStateException("The fault on " + subject + " " + complaint);
        }
    }

    /** Puts the fault in force for one request, job or session. */
    public final Fault once() {
        return times(1);
    }

    /** Puts the fault in force for so many requests, jobs or sessions. */
    public final Fault times(int occasions) {
        return plan.add(effect(), passed, occasions);
    }

    /** Puts the fault in force until it is removed or the faults are cleared. */
    public final Fault always() {
        return times(Integer.MAX_VALUE);
    }
}

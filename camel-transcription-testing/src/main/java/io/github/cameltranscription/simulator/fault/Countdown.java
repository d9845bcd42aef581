/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.fault;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts occasions: lets the first ones pass, then allows a number of uses. Internal. */
public final class Countdown {

    private final int passed;
    private final int allowed;
    private final AtomicInteger occasions = new AtomicInteger();

    /** Lets {@code passed} occasions pass, then {@code allowed} be used. */
    public Countdown(int passed, int allowed) {
        if (passed < 0 || allowed < 1) {
            throw new IllegalArgumentException("A fault must be let happen at least once");
        }
        this.passed = passed;
        this.allowed = allowed;
    }

    /** Whether this occasion is one to use. */
    public boolean tryUse() {
        int before = occasions.getAndUpdate(count -> count < (long) passed + allowed ? count + 1 : count);
        return before >= passed && before < (long) passed + allowed;
    }

    /** How many were used. */
    public int used() {
        return Math.max(0, occasions.get() - passed);
    }
}

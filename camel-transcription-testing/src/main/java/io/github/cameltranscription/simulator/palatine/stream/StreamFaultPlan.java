/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.palatine.stream;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The faults of streaming sessions, in the order in which they were set: the first that fits a session is its own. Internal. */
public final class StreamFaultPlan {

    private final List<StreamFault> faults = new CopyOnWriteArrayList<>();
    private volatile boolean unfinished;

    /** Begins a fault. */
    public StreamFaultRule begin() {
        if (unfinished) {
            unfinished = false;
            throw new IllegalStateException(
                    "An earlier fault on streams was not ended with once(), times(n) or always()");
        }
        unfinished = true;
        return new StreamFaultRule(this);
    }

    /** What is wrong with the session that opens now. */
    StreamFaultEffect next() {
        for (StreamFault fault : faults) {
            if (fault.tryUse()) {
                return fault.effect();
            }
        }
        return StreamFaultEffect.NOTHING;
    }

    /** Removes all faults. */
    public void clear() {
        unfinished = false;
        faults.clear();
    }

    void add(StreamFault fault) {
        unfinished = false;
        faults.add(fault);
    }

    void remove(StreamFault fault) {
        faults.remove(fault);
    }
}

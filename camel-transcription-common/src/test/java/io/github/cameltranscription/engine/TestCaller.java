/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** A caller that consists of values. */
public class TestCaller implements Caller {

    private final Admission entry;
    private final BooleanSupplier running;
    private final long arrived;
    private final Executor replies;

    public TestCaller(Admission entry, BooleanSupplier running, long arrived, Executor replies) {
        this.entry = entry;
        this.running = running;
        this.arrived = arrived;
        this.replies = replies;
    }

    @Override
    public Admission entry() {
        return entry;
    }

    @Override
    public boolean isRunning() {
        return running.getAsBoolean();
    }

    @Override
    public long arrived() {
        return arrived;
    }

    @Override
    public void execute(Runnable handover) {
        replies.execute(handover);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** A caller that consists of values. */
public record TestCaller(Admission entry, BooleanSupplier running, long arrived, Executor replies) implements Caller {

    @Override
    public boolean isRunning() {
        return running.getAsBoolean();
    }

    @Override
    public void execute(Runnable handover) {
        replies.execute(handover);
    }
}

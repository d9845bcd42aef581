/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import io.vertx.core.Context;

/** An event loop of Vert.x. */
record VertxLoop(Context context) implements StreamLoop {

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public double random() {
        return ThreadLocalRandom.current().nextDouble();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
        long timer = context.owner().setTimer(Math.max(1, delay.toMillis()), ignored -> task.run());
        return () -> context.owner().cancelTimer(timer);
    }
}

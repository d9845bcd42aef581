/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

/** Runs one task later, or not at all. Only on the session's thread. */
final class StreamTimer {

    private final StreamLoop loop;
    private Runnable cancellation;

    StreamTimer(StreamLoop loop) {
        this.loop = loop;
    }

    /** Runs a task later, instead of the one that was set before. */
    void set(Duration delay, Runnable task) {
        cancel();
        cancellation = loop.schedule(delay, () -> {
            cancellation = null;
            task.run();
        });
    }

    boolean isSet() {
        return cancellation != null;
    }

    void cancel() {
        if (cancellation != null) {
            cancellation.run();
            cancellation = null;
        }
    }
}

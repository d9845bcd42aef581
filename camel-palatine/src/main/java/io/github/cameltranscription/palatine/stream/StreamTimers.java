/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.time.Duration;

import io.vertx.core.Context;

/** The clocks of a session, one for each purpose. Only for the session's event loop. */
final class StreamTimers {

    /** Until the service has said what it expects, or until it is asked again. */
    static final int CONNECT = 0;
    /** Until audio is due. */
    static final int PACE = 1;
    /** How long no audio is accepted. */
    static final int STALL = 2;
    /** How long the end is waited for. */
    static final int FINAL = 3;
    /** How long no audio comes. */
    static final int IDLE = 4;

    private static final long NONE = -1;

    private final Context context;
    private final long[] ids = {NONE, NONE, NONE, NONE, NONE};

    StreamTimers(Context context) {
        this.context = context;
    }

    /** Runs a task later, instead of the one that was set for this purpose before. */
    void set(int purpose, Duration delay, Runnable task) {
        cancel(purpose);
        ids[purpose] = context.owner().setTimer(Math.max(1, delay.toMillis()), id -> {
            if (ids[purpose] == id) {
                ids[purpose] = NONE;
                task.run();
            }
        });
    }

    boolean isSet(int purpose) {
        return ids[purpose] != NONE;
    }

    void cancel(int purpose) {
        if (ids[purpose] != NONE) {
            context.owner().cancelTimer(ids[purpose]);
            ids[purpose] = NONE;
        }
    }

    /** Cancels those of a connection; that for audio that does not come is the session's, not the connection's. */
    void cancelAll(boolean ofSessionToo) {
        for (int purpose = 0; purpose < ids.length; purpose++) {
            if (purpose != IDLE || ofSessionToo) {
                cancel(purpose);
            }
        }
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

import io.github.cameltranscription.log.JobLog;

/**
 * Who asks the engine for something.
 *
 * @param entry   the endpoint through which the exchange came in from a thread of the user's; {@code null} if the caller
 *                is such a thread, which is then blocked while the endpoint is full
 * @param running whether the caller's route runs; a blocked caller is let go when it does not
 * @param arrived when the exchange arrived, by the engine's clock in nanoseconds
 * @param replies where the result is handed over, and the rest of the route may run
 * @param origin  what log lines name
 */
public record Caller(Admission entry, BooleanSupplier running, long arrived, Executor replies, Origin origin) {

    /** Which route and exchange a call comes from. */
    public interface Origin {

        /** It is not known. */
        Origin UNKNOWN = new Origin() {};

        /** The id of the route, or {@code null}. */
        default String routeId() {
            return null;
        }

        /** The id of the exchange, or {@code null}. */
        default String exchangeId() {
            return null;
        }
    }

    /** Writes a log line about a job of this caller. */
    void log(String provider, String jobId, Runnable line) {
        JobLog.line(provider, jobId, origin.routeId(), origin.exchangeId(), line);
    }
}

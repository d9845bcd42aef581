/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.Executor;

import io.github.cameltranscription.log.JobLog;

/**
 * Who asks the engine for something. Its executor is where the result is handed over, and the rest of the route may run.
 *
 * <p>{@link #submitted} and {@link #progressed} run on the thread that found out: they must be quick.
 */
public interface Caller extends Executor {

    /**
     * The endpoint through which the exchange came in from a thread of the user's; {@code null} if the caller is such a
     * thread, which is then blocked while the endpoint is full.
     */
    Admission entry();

    /** Whether the caller's route runs; a blocked caller is let go when it does not. */
    boolean isRunning();

    /** When the exchange arrived, by the engine's clock in nanoseconds. */
    long arrived();

    /** The id of the route, for log lines; {@code null} if it is not known. */
    default String routeId() {
        return null;
    }

    /** The id of the exchange, for log lines; {@code null} if there is none yet. */
    default String exchangeId() {
        return null;
    }

    /** The provider has taken the recording: from here on it is paid for. */
    default void submitted(Submission submission) {}

    /** The provider was asked, and the job is not done yet. */
    default void progressed(JobStatus status) {}

    /** Writes a log line about a job of this caller. */
    default void log(String provider, String jobId, Runnable line) {
        JobLog.line(provider, jobId, routeId(), exchangeId(), line);
    }
}

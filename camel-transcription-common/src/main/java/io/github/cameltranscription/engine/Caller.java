/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import io.github.cameltranscription.log.JobLog;

/**
 * The caller of the engine. Its executor receives the result and may run the rest of the route.
 *
 * <p>{@link #submitted} and {@link #progressed} run on an internal thread: they must be quick.
 */
public interface Caller extends Executor {

    /**
     * The endpoint through which the exchange came in from a thread of the user's; {@code null} if the caller is such a
     * thread, which is then blocked while the endpoint is full.
     */
    Admission entry();

    /** Whether the caller's route runs; when it stops, a blocked caller continues, without a place. */
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

    /** The provider has accepted the recording: from here on it is paid for. */
    default void submitted(Submission submission) {}

    /** A poll has shown that the job is not done yet. */
    default void progressed(JobStatus status) {}

    /** Reads a result that is a stream. A failure is one of the fetch, which is repeated. */
    default CompletionStage<JobResult> read(JobResult result) {
        return CompletableFuture.completedFuture(result);
    }

    /** Writes a log line about a job of this caller. */
    default void log(String provider, String jobId, Runnable line) {
        JobLog.line(provider, jobId, routeId(), exchangeId(), line);
    }
}

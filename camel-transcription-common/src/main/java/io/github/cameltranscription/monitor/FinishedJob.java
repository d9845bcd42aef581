/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.time.Instant;

import io.github.cameltranscription.error.ErrorCategory;

/**
 * A job that has ended in this process.
 *
 * @param job its last state
 * @param jobId the provider's id of the job; {@code null} if there is none
 * @param outcome the outcome
 * @param category the category of a failure; else {@code null}
 * @param message the message of a failure; else {@code null}
 * @param endedAt the time of the end
 * @param usage size and price
 */
public record FinishedJob(
        MonitoredJob job,
        String jobId,
        JobOutcome outcome,
        ErrorCategory category,
        String message,
        Instant endedAt,
        JobUsage usage) {

    String provider() {
        return job.endpoint().provider();
    }

    String operation() {
        return job.endpoint().operation();
    }

    /** The time in the queue: for a call that failed before it had a place, the whole time. */
    Duration queued() {
        if (job.snapshot() != null) {
            return job.snapshot().queued();
        }
        return outcome == JobOutcome.FAILED ? job.age() : Duration.ZERO;
    }
}

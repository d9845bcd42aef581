/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.time.Instant;

import io.github.cameltranscription.error.ErrorCategory;

/**
 * A job that has ended here.
 *
 * @param job      as it was then
 * @param jobId    the provider's id of the job; {@code null} if there is none
 * @param outcome  how it has ended
 * @param category why it failed; {@code null} unless it did
 * @param message  what is known about that; {@code null} after a success
 * @param endedAt  when
 * @param usage    size and price
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

    /** How long it was queued. A call that failed before it had a place did nothing else. */
    Duration queued() {
        if (job.snapshot() != null) {
            return job.snapshot().queued();
        }
        return outcome == JobOutcome.FAILED ? job.age() : Duration.ZERO;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.monitor;

import java.time.Duration;
import java.time.Instant;

import io.github.cameltranscription.error.ErrorCategory;

/**
 * A job that has ended here.
 *
 * @param provider     the provider's name
 * @param operation    the operation
 * @param jobId        the provider's id of the job; {@code null} if there is none
 * @param fileName     the name of the recording, or {@code null}
 * @param routeId      the route that asked for it, or {@code null}
 * @param exchangeId   the exchange that asked for it, or {@code null}
 * @param outcome      how it has ended
 * @param category     why it failed; {@code null} unless it did
 * @param message      what is known about that; {@code null} after a success
 * @param endedAt      when
 * @param duration     the time since it arrived
 * @param queued       how long of that it was queued
 * @param timeToResult the time from its submission to its result; {@code null} if either was not here
 * @param usage        size and price
 */
public record FinishedJob(
        String provider,
        String operation,
        String jobId,
        String fileName,
        String routeId,
        String exchangeId,
        JobOutcome outcome,
        ErrorCategory category,
        String message,
        Instant endedAt,
        Duration duration,
        Duration queued,
        Duration timeToResult,
        JobUsage usage) {}

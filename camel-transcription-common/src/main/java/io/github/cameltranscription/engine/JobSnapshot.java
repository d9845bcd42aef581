/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * A job under way, as it was at one moment.
 *
 * @param phase           how far it has come
 * @param jobId           the provider's id of the job, or {@code null} if it is not known yet
 * @param age             the time since it arrived
 * @param queued          how long it was queued, or has been so far
 * @param sinceSubmission the time since the provider took it; {@code null} if that was not here, or has not been yet
 * @param progress        0 to 100, or {@code null} if the provider does not say
 * @param sinceAsked      the time since the provider was last asked; {@code null} if it has not been
 * @param trouble         what the last poll ran into, or {@code null} if the provider answered
 * @param nextPoll        the time until the next poll; {@code null} if none is planned, as while one is made
 */
public record JobSnapshot(
        JobPhase phase,
        String jobId,
        Duration age,
        Duration queued,
        Duration sinceSubmission,
        Integer progress,
        Duration sinceAsked,
        TranscriptionException trouble,
        Duration nextPoll) {}

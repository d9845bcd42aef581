/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.time.Duration;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * A job under way, as it was at one moment.
 *
 * @param jobId the provider's id of the job, or {@code null} if it is not known yet
 * @param age the time since it arrived
 * @param queued the time in the queue so far
 * @param sinceSubmission the time since the provider accepted it; {@code null} before that, or if another node submitted
 *     it
 * @param progress 0 to 100, or {@code null} if the provider does not say
 * @param sinceAsked the time since the last poll; {@code null} before the first
 * @param trouble why the last poll failed, or {@code null} if the provider answered
 * @param nextPoll the time until the next poll; {@code null} during a poll, or if none is planned
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

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.time.Instant;

import io.github.cameltranscription.job.JobRecord;

/**
 * A record that needs a person.
 *
 * @param jobKey     what the recording is known by
 * @param jobId      the provider's id of the job; {@code null} if it is uncertain whether the provider has it
 * @param fileName   the name of the recording, or {@code null}
 * @param recordedAt when the record was made
 * @param attempts   how often an attempt to deliver the job has failed
 * @param lastError  why it was parked; {@code null} if that is not known
 * @param kind       the kind of the job, such as {@code transcribe} or {@code diarize}
 */
public record ParkedJob(
        String jobKey, String jobId, String fileName, Instant recordedAt, int attempts, String lastError, String kind) {

    static ParkedJob of(JobRecord parked) {
        return new ParkedJob(
                parked.key(),
                parked.jobId(),
                parked.fileName(),
                parked.recordedAt(),
                parked.attempts(),
                parked.lastError(),
                parked.scope().kind());
    }
}

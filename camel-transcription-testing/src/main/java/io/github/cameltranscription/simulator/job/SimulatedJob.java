/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.job;

import java.time.Instant;

/**
 * What has become of a job so far.
 *
 * @param id as the client received it
 * @param fileName of the uploaded file, or the link
 * @param error null unless {@code state} is {@link JobState#ERROR}
 * @param statusPolls how often its status was answered
 * @param fetched whether its result has been sent, whole and unspoiled, at least once
 */
public record SimulatedJob(
        String id,
        String fileName,
        Instant createdAt,
        JobState state,
        String error,
        long statusPolls,
        boolean fetched) {

    /** Whether the client has released it. */
    public boolean released() {
        return state == JobState.RELEASED;
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * A provider that was asked, or was to be asked, and did not deliver.
 *
 * @param provider its name
 * @param category what went wrong, as in {@link ProviderOutcome}
 * @param message  the same in words
 * @param jobId the job that continues there, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attempt(String provider, String category, String message, String jobId) {

    /** What came of asking this provider. */
    static Attempt failed(String provider, Throwable failure) {
        return failure instanceof TranscriptionException known
                ? new Attempt(provider, FailoverRule.category(known), known.getProviderMessage(), known.getJobId())
                : new Attempt(provider, FailoverRule.category(failure), failure.getMessage(), null);
    }

    @Override
    public String toString() {
        return provider + " " + category + (jobId == null ? "" : " (job " + jobId + ")");
    }
}

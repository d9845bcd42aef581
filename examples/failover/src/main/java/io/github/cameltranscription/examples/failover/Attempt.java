/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.failover;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.github.cameltranscription.error.TranscriptionException;

/**
 * A provider that was asked, or whose breaker was open, and that did not transcribe the recording.
 *
 * @param provider its name
 * @param category as in {@link ProviderOutcome}
 * @param message  the reason
 * @param jobId the job that continues there, or {@code null}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attempt(String provider, String category, String message, String jobId) {

    /** The failed attempt of a provider. */
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

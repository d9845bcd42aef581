/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.engine;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.transcript.TextReply;

/**
 * The status of a job at the last poll.
 *
 * @param progress 0 to 100, or {@code null} if the provider does not say
 * @param reason why it failed, in the provider's words; {@code null} unless failed
 * @param failureCategory what kind of failure it is; {@code null} unless failed
 * @param attributes other values of the answer, by message header name; never {@code null}
 * @param answer the provider's whole answer if the job is done; not part of the JSON form
 * @param content what the adapter has parsed from that answer, so that {@link TranscriptionProvider#fetch} need not read
 *     it again; not part of the JSON form
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record JobStatus(
        String provider,
        String jobId,
        JobState state,
        Integer progress,
        String reason,
        ErrorCategory failureCategory,
        Map<String, Object> attributes,
        @JsonIgnore String answer,
        @JsonIgnore Object content)
        implements TextReply {

    /** Keeps its own copy of the attributes. */
    public JobStatus {
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    /** A job that is not done yet; {@code progress} may be {@code null}. */
    public static JobStatus pending(String provider, String jobId, Integer progress) {
        return new JobStatus(provider, jobId, JobState.PENDING, progress, null, null, Map.of(), null, null);
    }

    /**
     * A job whose result can be fetched.
     *
     * @param answer the answer, or {@code null}
     * @param content what was parsed from it, for {@link TranscriptionProvider#fetch}, or {@code null}
     */
    public static JobStatus done(String provider, String jobId, String answer, Object content) {
        return new JobStatus(provider, jobId, JobState.DONE, 100, null, null, Map.of(), answer, content);
    }

    /** A job that has failed at the provider. */
    public static JobStatus failed(String provider, String jobId, ErrorCategory failureCategory, String reason) {
        return new JobStatus(provider, jobId, JobState.FAILED, null, reason, failureCategory, Map.of(), null, null);
    }

    /** The same status with these attributes. */
    public JobStatus withAttributes(Map<String, Object> newAttributes) {
        return new JobStatus(provider, jobId, state, progress, reason, failureCategory, newAttributes, answer, content);
    }

    /**
     * This status, if it is that of the job.
     *
     * @throws io.github.cameltranscription.error.ProviderUnavailableException if it is that of another job
     */
    public JobStatus requireOf(String askedFor) {
        if (!jobId.equals(askedFor)) {
            throw ErrorCategory.PROVIDER_UNAVAILABLE.toException(
                    ErrorDetails.of(provider, "status", "the answer is about another job, " + jobId)
                            .withJobId(askedFor)
                            .withVerdict(Verdict.PENDING));
        }
        return this;
    }

    /** Leaves out the answer, which contains the text of the recording. */
    @Override
    public String toString() {
        return "JobStatus[" + provider + " job " + jobId + " " + state
                + (progress == null ? "" : ", " + progress + " %")
                + (reason == null ? "" : ", " + reason) + "]";
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * A transcription failed. There is one subclass for each {@link ErrorCategory}, so that a route can use
 * {@code onException(JobTimedOutException.class)} as well as the category. If a job exists at the provider, the
 * exception always has its id, so that a paid job is never lost.
 */
public abstract class TranscriptionException extends RuntimeException {

    private final ErrorCategory category;
    private final ErrorDetails details;

    TranscriptionException(ErrorCategory category, ErrorDetails details, Throwable cause) {
        super(describe(category, details), cause);
        this.category = category;
        this.details = details;
    }

    /** The category of the failure; never {@code null}. */
    public ErrorCategory getCategory() {
        return category;
    }

    /** The details of the failure; never {@code null}. */
    public ErrorDetails getDetails() {
        return details;
    }

    /** The provider's name, such as {@code palatine}. */
    public String getProvider() {
        return details.provider();
    }

    /** The operation that failed, such as {@code transcribe}. */
    public String getOperation() {
        return details.operation();
    }

    /** The provider's id of the job, or {@code null} if none is known. */
    public String getJobId() {
        return details.jobId();
    }

    /** The HTTP status of the provider's answer, or {@code 0} if there was none. */
    public int getHttpStatus() {
        return details.httpStatus();
    }

    /** The name of the recording, or {@code null} if the failure is not about one, or its name is not known. */
    public String getFileName() {
        return details.fileName();
    }

    /** What happened, with the provider's own message if there is one. */
    public String getProviderMessage() {
        return details.message();
    }

    /** The wait before the next attempt that the provider asked for, or {@code null}. */
    public Duration getRetryAfter() {
        return details.retryAfter();
    }

    /** What the provider's answer means for the job; {@code null} if the provider was not asked. */
    public Verdict getVerdict() {
        return details.verdict();
    }

    /** Whether the same request, to this provider later or to another one now, can be expected to succeed. */
    public boolean isRetriable() {
        return category.isRetriable();
    }

    /** The same failure, of the job with this id. */
    public TranscriptionException withJobId(String jobId) {
        return jobId == null || jobId.equals(getJobId()) ? this : with(details.withJobId(jobId));
    }

    /** The same failure, about the recording with this name. */
    public TranscriptionException withFileName(String fileName) {
        return fileName == null || fileName.equals(getFileName()) ? this : with(details.withFileName(fileName));
    }

    /** The same failure, with this message. */
    public TranscriptionException withMessage(String message) {
        return with(details.withMessage(message));
    }

    /**
     * This exception does not become the cause: Camel searches from the innermost exception, which has fewer details.
     */
    private TranscriptionException with(ErrorDetails newDetails) {
        TranscriptionException same = category.toException(newDetails, getCause());
        same.setStackTrace(getStackTrace());
        return same;
    }

    /** The failure of a stage without the wrappers of dependent stages; {@code null} for {@code null}. */
    public static Throwable unwrapped(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    private static String describe(ErrorCategory category, ErrorDetails details) {
        StringBuilder text =
                new StringBuilder().append(details.provider()).append(' ').append(details.operation());
        if (details.fileName() != null) {
            text.append(" of ").append(OutsideText.printable(details.fileName()));
        }
        text.append(": ").append(details.message()).append(" (").append(category);
        if (details.httpStatus() != 0) {
            text.append(", HTTP ").append(details.httpStatus());
        }
        if (details.jobId() != null) {
            text.append(", job ").append(OutsideText.printable(details.jobId()));
        }
        return text.append(')').toString();
    }
}

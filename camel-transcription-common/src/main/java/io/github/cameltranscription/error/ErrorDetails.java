/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

import java.io.Serializable;
import java.time.Duration;

/**
 * The details of a failure.
 *
 * @param provider the provider's name, such as {@code palatine}
 * @param operation the operation that failed, such as {@code transcribe}
 * @param message what happened, with the provider's own message if there is one; never a secret
 * @param jobId the provider's id of the job, or {@code null} if there is none
 * @param httpStatus the HTTP status of the provider's answer, or {@code 0} if there was none
 * @param retryAfter how long the provider asked to wait, or {@code null}
 * @param verdict the meaning of the answer for the job; {@code null} without a request
 * @param fileName the name of the recording; {@code null} if the failure is not about one
 */
public record ErrorDetails(
        String provider,
        String operation,
        String message,
        String jobId,
        int httpStatus,
        Duration retryAfter,
        Verdict verdict,
        String fileName)
        implements Serializable {

    /** The message becomes a log line. */
    public ErrorDetails {
        message = OutsideText.printable(message);
    }

    /** A failure of which neither job nor status nor waiting time is known. */
    public static ErrorDetails of(String provider, String operation, String message) {
        return new ErrorDetails(provider, operation, message, null, 0, null, null, null);
    }

    /** The same failure, of this job. */
    public ErrorDetails withJobId(String newJobId) {
        return new ErrorDetails(provider, operation, message, newJobId, httpStatus, retryAfter, verdict, fileName);
    }

    /** The same failure, with this message. */
    public ErrorDetails withMessage(String newMessage) {
        return new ErrorDetails(provider, operation, newMessage, jobId, httpStatus, retryAfter, verdict, fileName);
    }

    /** The same failure, with the HTTP status of the answer. */
    public ErrorDetails withHttpStatus(int newHttpStatus) {
        return new ErrorDetails(provider, operation, message, jobId, newHttpStatus, retryAfter, verdict, fileName);
    }

    /** The same failure, with the time that the provider asked to wait, or {@code null}. */
    public ErrorDetails withRetryAfter(Duration newRetryAfter) {
        return new ErrorDetails(provider, operation, message, jobId, httpStatus, newRetryAfter, verdict, fileName);
    }

    /** The same failure, with what it means for the job. */
    public ErrorDetails withVerdict(Verdict newVerdict) {
        return new ErrorDetails(provider, operation, message, jobId, httpStatus, retryAfter, newVerdict, fileName);
    }

    /** The same failure, about the recording with this name, or {@code null}. */
    public ErrorDetails withFileName(String newFileName) {
        return new ErrorDetails(provider, operation, message, jobId, httpStatus, retryAfter, verdict, newFileName);
    }
}

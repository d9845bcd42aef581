/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job is still being processed, and what was asked for needs its end; the same request works later. */
public class JobNotReadyException extends TranscriptionException {

    /**
     * @param details what is known of the failure
     * @param cause   the underlying failure, or {@code null}
     */
    public JobNotReadyException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_NOT_READY, details, cause);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider tried and failed: the job is over, and the same audio would be a new job. */
public class JobFailedException extends TranscriptionException {

    /**
     * @param details what is known of the failure
     * @param cause   the underlying failure, or {@code null}
     */
    public JobFailedException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_FAILED, details, cause);
    }
}

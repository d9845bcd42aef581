/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job has failed at the provider and is over. The same recording would be a new job. */
public class JobFailedException extends TranscriptionException {

    /**
     * @param details the details of the failure
     * @param cause the underlying failure, or {@code null}
     */
    public JobFailedException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_FAILED, details, cause);
    }
}

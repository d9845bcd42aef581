/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** Waiting for the job was cancelled, usually because the route was stopped. It goes on at the provider: its id is on this exception. */
public class JobInterruptedException extends TranscriptionException {

    /**
     * @param details what is known of the failure
     * @param cause   the underlying failure, or {@code null}
     */
    public JobInterruptedException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_INTERRUPTED, details, cause);
    }
}

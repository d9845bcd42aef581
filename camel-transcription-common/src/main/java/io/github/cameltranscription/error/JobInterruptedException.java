/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/**
 * The wait for the job was cancelled, usually because the route was stopped. The job continues at the provider; this
 * exception has its id.
 */
public class JobInterruptedException extends TranscriptionException {

    JobInterruptedException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_INTERRUPTED, details, cause);
    }
}

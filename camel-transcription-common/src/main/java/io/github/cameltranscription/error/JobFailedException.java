/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job has failed at the provider and is over. The same recording would be a new job. */
public class JobFailedException extends TranscriptionException {

    JobFailedException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_FAILED, details, cause);
    }
}

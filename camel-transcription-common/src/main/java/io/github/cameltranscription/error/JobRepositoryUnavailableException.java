/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job repository could not record the job. Nothing was sent. */
public class JobRepositoryUnavailableException extends TranscriptionException {

    JobRepositoryUnavailableException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_REPOSITORY_UNAVAILABLE, details, cause);
    }
}

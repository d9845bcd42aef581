/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider does not know the job: it never existed, or it has been released. */
public class JobNotFoundException extends TranscriptionException {

    JobNotFoundException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_NOT_FOUND, details, cause);
    }
}

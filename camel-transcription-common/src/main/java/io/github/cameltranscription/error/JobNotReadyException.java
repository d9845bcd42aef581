/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job is still being processed. The same request works after its end. */
public class JobNotReadyException extends TranscriptionException {

    JobNotReadyException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_NOT_READY, details, cause);
    }
}

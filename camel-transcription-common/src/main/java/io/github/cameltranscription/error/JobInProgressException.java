/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** Another exchange of this process, or another process, works on the same recording. Nothing was sent. */
public class JobInProgressException extends TranscriptionException {

    JobInProgressException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_IN_PROGRESS, details, cause);
    }
}

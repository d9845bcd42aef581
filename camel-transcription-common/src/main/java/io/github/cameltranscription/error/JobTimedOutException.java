/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job did not end within {@code jobTimeout}. It continues at the provider; this exception has its id. */
public class JobTimedOutException extends TranscriptionException {

    JobTimedOutException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.JOB_TIMED_OUT, details, cause);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job is done, but its result has an unknown shape. The provider keeps it. */
public class UnreadableResultException extends TranscriptionException {

    UnreadableResultException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.UNREADABLE_RESULT, details, cause);
    }
}

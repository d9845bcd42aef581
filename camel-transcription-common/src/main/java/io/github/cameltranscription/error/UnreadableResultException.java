/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The job is done, and its result is in a shape that is not known. The provider keeps it. */
public class UnreadableResultException extends TranscriptionException {

    /**
     * @param details what is known of the failure
     * @param cause   the underlying failure, or {@code null}
     */
    public UnreadableResultException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.UNREADABLE_RESULT, details, cause);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The submission was sent and no usable answer came back: the job may or may not exist and be paid for. It is never sent again by itself. */
public class UncertainSubmissionException extends TranscriptionException {

    /**
     * @param details what is known of the failure
     * @param cause   the underlying failure, or {@code null}
     */
    public UncertainSubmissionException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.UNCERTAIN_SUBMISSION, details, cause);
    }
}

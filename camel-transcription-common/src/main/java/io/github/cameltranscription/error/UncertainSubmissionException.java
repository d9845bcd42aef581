/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/**
 * The submission was sent and there was no usable answer: the job may exist and be paid for. The component does not
 * send it again.
 */
public class UncertainSubmissionException extends TranscriptionException {

    UncertainSubmissionException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.UNCERTAIN_SUBMISSION, details, cause);
    }
}

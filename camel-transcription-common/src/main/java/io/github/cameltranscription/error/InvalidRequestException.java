/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The request is wrong: a bad option, message or parameter, or a feature that the account does not have. */
public class InvalidRequestException extends TranscriptionException {

    InvalidRequestException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.INVALID_REQUEST, details, cause);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The account has not enough money or minutes left. */
public class InsufficientBalanceException extends TranscriptionException {

    InsufficientBalanceException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.INSUFFICIENT_BALANCE, details, cause);
    }
}

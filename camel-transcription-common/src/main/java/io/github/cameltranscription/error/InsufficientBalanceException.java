/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The account has not enough money or minutes left. */
public class InsufficientBalanceException extends TranscriptionException {

    /**
     * @param details the details of the failure
     * @param cause the underlying failure, or {@code null}
     */
    public InsufficientBalanceException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.INSUFFICIENT_BALANCE, details, cause);
    }
}

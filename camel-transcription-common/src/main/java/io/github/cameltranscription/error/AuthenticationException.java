/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider does not accept the credentials. */
public class AuthenticationException extends TranscriptionException {

    /**
     * @param details the details of the failure
     * @param cause the underlying failure, or {@code null}
     */
    public AuthenticationException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.AUTHENTICATION, details, cause);
    }
}

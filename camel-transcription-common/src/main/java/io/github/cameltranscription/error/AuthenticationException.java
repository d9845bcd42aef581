/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider does not accept the credentials. */
public class AuthenticationException extends TranscriptionException {

    AuthenticationException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.AUTHENTICATION, details, cause);
    }
}

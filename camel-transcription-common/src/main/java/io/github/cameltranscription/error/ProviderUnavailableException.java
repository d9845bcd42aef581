/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider cannot be reached, answers with a server error, or gives no usable answer. */
public class ProviderUnavailableException extends TranscriptionException {

    /**
     * @param details the details of the failure
     * @param cause the underlying failure, or {@code null}
     */
    public ProviderUnavailableException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.PROVIDER_UNAVAILABLE, details, cause);
    }
}

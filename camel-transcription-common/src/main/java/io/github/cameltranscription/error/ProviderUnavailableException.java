/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider cannot be reached, answers with a server error, or gives no usable answer. */
public class ProviderUnavailableException extends TranscriptionException {

    ProviderUnavailableException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.PROVIDER_UNAVAILABLE, details, cause);
    }
}

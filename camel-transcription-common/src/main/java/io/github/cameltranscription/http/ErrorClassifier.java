/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import io.github.cameltranscription.error.ErrorCategory;

/** What a provider means by an error, where it differs from what the HTTP status usually means. */
@FunctionalInterface
public interface ErrorClassifier {

    /** No provider's own meanings. */
    ErrorClassifier BY_STATUS = (status, message) -> null;

    /**
     * Classifies an answer.
     *
     * @param  status  the HTTP status, not a success
     * @param  message the provider's words
     * @return         the category, or {@code null} for what the status usually means
     */
    ErrorCategory classify(int status, String message);

    /** What a status usually means. */
    static ErrorCategory usual(int status) {
        return switch (status) {
            case 401, 403, 407 -> ErrorCategory.AUTHENTICATION;
            case 402 -> ErrorCategory.INSUFFICIENT_BALANCE;
            case 404, 410 -> ErrorCategory.JOB_NOT_FOUND;
            case 409, 425 -> ErrorCategory.JOB_NOT_READY;
            case 408 -> ErrorCategory.PROVIDER_UNAVAILABLE;
            case 413 -> ErrorCategory.PAYLOAD_TOO_LARGE;
            case 415 -> ErrorCategory.UNSUPPORTED_MEDIA;
            case 429 -> ErrorCategory.RATE_LIMITED;
            default ->
                status >= 400 && status < 500 ? ErrorCategory.INVALID_REQUEST : ErrorCategory.PROVIDER_UNAVAILABLE;
        };
    }
}

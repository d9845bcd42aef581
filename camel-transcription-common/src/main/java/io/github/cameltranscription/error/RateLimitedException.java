/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** Too many requests; {@link #getRetryAfter()} says how long to wait, if the provider said so. */
public class RateLimitedException extends TranscriptionException {

    /**
     * @param details what is known of the failure
     * @param cause   the underlying failure, or {@code null}
     */
    public RateLimitedException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.RATE_LIMITED, details, cause);
    }
}

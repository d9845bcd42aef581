/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** Too many requests; {@link #getRetryAfter()} has the wait that the provider asked for, if any. */
public class RateLimitedException extends TranscriptionException {

    RateLimitedException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.RATE_LIMITED, details, cause);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The audio or video is larger than the provider accepts. */
public class PayloadTooLargeException extends TranscriptionException {

    PayloadTooLargeException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.PAYLOAD_TOO_LARGE, details, cause);
    }
}

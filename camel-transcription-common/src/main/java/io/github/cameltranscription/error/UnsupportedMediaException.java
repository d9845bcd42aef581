/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider does not accept this kind of audio or video. */
public class UnsupportedMediaException extends TranscriptionException {

    /**
     * @param details the details of the failure
     * @param cause the underlying failure, or {@code null}
     */
    public UnsupportedMediaException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.UNSUPPORTED_MEDIA, details, cause);
    }
}

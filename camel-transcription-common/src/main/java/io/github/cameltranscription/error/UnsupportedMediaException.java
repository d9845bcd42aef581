/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/** The provider does not accept this kind of audio or video. */
public class UnsupportedMediaException extends TranscriptionException {

    UnsupportedMediaException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.UNSUPPORTED_MEDIA, details, cause);
    }
}

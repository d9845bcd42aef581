/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

/**
 * The provider's answer is larger than {@code maxAnswerSize}, {@code maxTranscriptSize}, {@code maxDownloadSize} or
 * {@code maxHeaderSize} allows. The same request would get the same answer, so it is not repeated. The job stays at the
 * provider, and this exception has its id: raise the limit and fetch it.
 */
public class AnswerTooLargeException extends TranscriptionException {

    AnswerTooLargeException(ErrorDetails details, Throwable cause) {
        super(ErrorCategory.ANSWER_TOO_LARGE, details, cause);
    }
}

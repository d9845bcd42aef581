/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.error;

import java.util.function.BiFunction;

/** The category of a failure, by which a route can decide. Each category has one exception class. */
public enum ErrorCategory {
    /** The provider does not accept the credentials. */
    AUTHENTICATION(false, AuthenticationException::new),
    /** The account has not enough money or minutes left. */
    INSUFFICIENT_BALANCE(false, InsufficientBalanceException::new),
    /** A bad option, message or parameter, or a feature that the account does not have. */
    INVALID_REQUEST(false, InvalidRequestException::new),
    /** The provider does not accept this kind of audio or video. */
    UNSUPPORTED_MEDIA(false, UnsupportedMediaException::new),
    /** The audio or video is larger than the provider accepts. */
    PAYLOAD_TOO_LARGE(false, PayloadTooLargeException::new),
    /** The provider does not know the job. */
    JOB_NOT_FOUND(false, JobNotFoundException::new),
    /** The job is still being processed. */
    JOB_NOT_READY(true, JobNotReadyException::new),
    /** The provider tried and failed. */
    JOB_FAILED(false, JobFailedException::new),
    /** The job did not end within {@code jobTimeout}; it continues at the provider. */
    JOB_TIMED_OUT(true, JobTimedOutException::new),
    /** The wait was cancelled; the job continues at the provider. */
    JOB_INTERRUPTED(true, JobInterruptedException::new),
    /** Another exchange or process works on the same recording; nothing was sent. */
    JOB_IN_PROGRESS(false, JobInProgressException::new),
    /** The job repository could not record the job; nothing was sent. */
    JOB_REPOSITORY_UNAVAILABLE(true, JobRepositoryUnavailableException::new),
    /** Too many requests. */
    RATE_LIMITED(true, RateLimitedException::new),
    /** The provider cannot be reached, or gives no usable answer. */
    PROVIDER_UNAVAILABLE(true, ProviderUnavailableException::new),
    /** The provider's answer is larger than the endpoint accepts; the job stays at the provider. */
    ANSWER_TOO_LARGE(false, AnswerTooLargeException::new),
    /** The job is done, but its result has an unknown shape; the provider keeps it. */
    UNREADABLE_RESULT(false, UnreadableResultException::new),
    /** A submission was sent and there was no usable answer. */
    UNCERTAIN_SUBMISSION(false, UncertainSubmissionException::new);

    private final boolean retriable;
    private final BiFunction<ErrorDetails, Throwable, TranscriptionException> exceptionFactory;

    ErrorCategory(boolean retriable, BiFunction<ErrorDetails, Throwable, TranscriptionException> exceptionFactory) {
        this.retriable = retriable;
        this.exceptionFactory = exceptionFactory;
    }

    /** Whether the same request, to this provider later or to another one now, can be expected to succeed. */
    public boolean isRetriable() {
        return retriable;
    }

    /** The exception of this category, in its own class; the cause may be {@code null}. */
    public TranscriptionException toException(ErrorDetails details, Throwable cause) {
        return exceptionFactory.apply(details, cause);
    }

    /** The exception of this category without a cause. */
    public TranscriptionException toException(ErrorDetails details) {
        return toException(details, null);
    }
}

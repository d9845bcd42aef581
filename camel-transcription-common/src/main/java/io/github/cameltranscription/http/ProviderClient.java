/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.apache.camel.util.function.ThrowingFunction;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.OutsideText;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.error.Verdict;
import io.github.cameltranscription.http.VerdictTable.Phase;
import io.github.cameltranscription.http.VerdictTable.Row;

/**
 * Calls a provider's API and turns every failure into a {@link TranscriptionException}. It distinguishes calls that may
 * be repeated from submissions: if the answer to a submission is lost, the job may exist and be paid for.
 */
public final class ProviderClient {

    /** Instead of a status. */
    private static final int NO_ERROR = 0;

    private final String provider;
    private final String baseUrl;
    private final HttpTransport transport;
    private final RequestAuthorization authorization;
    private final RequestSender sender;
    private final VerdictTable verdicts;
    private final SecretMask secrets;

    /**
     * @param provider the provider's name
     * @param baseUrl the address before all paths
     * @param transport the lanes
     * @param authorization makes the authorization headers
     * @param verdicts the meaning of the provider's answers
     * @param secrets removed from all messages
     */
    public ProviderClient(
            String provider,
            String baseUrl,
            HttpTransport transport,
            RequestAuthorization authorization,
            VerdictTable verdicts,
            SecretMask secrets) {
        this.provider = provider;
        this.baseUrl = baseUrl.replaceAll("/+$", "");
        this.transport = transport;
        this.authorization = authorization;
        this.sender = new RequestSender(authorization);
        this.verdicts = verdicts;
        this.secrets = secrets;
    }

    /** Makes a small call that may be repeated; fails with a {@link TranscriptionException}. */
    public CompletionStage<HttpAnswer> send(ApiRequest request) {
        return sendAccepting(request, NO_ERROR);
    }

    /** Like {@link #send(ApiRequest)}; also fails if the reader finds nothing in the answer, which is {@code null}. */
    public <T> CompletionStage<T> send(ApiRequest request, ThrowingFunction<String, T, IOException> reader) {
        return send(request).thenApply(answer -> read(request, answer, reader));
    }

    /** Like {@link #send(ApiRequest)}, with one error status that is also an answer. */
    public CompletionStage<HttpAnswer> sendAccepting(ApiRequest request, int status) {
        return sent(request, true, transport::send).handle((answer, thrown) -> {
            if (thrown != null) {
                throw unanswered(request, request.phase(), thrown);
            }
            return answer.status() == status ? answer : successful(request, request.phase(), answer);
        });
    }

    /** Makes a small call that costs money; fails with a {@link TranscriptionException}. */
    public CompletionStage<HttpAnswer> submit(ApiRequest request) {
        return sent(request, true, transport::send).handle((answer, thrown) -> submitted(request, answer, thrown));
    }

    /** As {@link #submit(ApiRequest)}, for the job in the answer; without one, the submission is uncertain. */
    public <T> CompletionStage<T> submit(ApiRequest request, ThrowingFunction<String, T, IOException> reader) {
        return submit(request).thenApply(answer -> read(request, Phase.SUBMISSION, answer, reader));
    }

    /**
     * As {@link #upload(ApiRequest, MultipartForm, Duration)}, for the job in the answer; without one, the submission is
     * uncertain.
     */
    public <T> CompletionStage<T> upload(
            ApiRequest request,
            MultipartForm form,
            Duration answerLimit,
            ThrowingFunction<String, T, IOException> reader) {
        return upload(request, form, answerLimit).thenApply(answer -> read(request, Phase.SUBMISSION, answer, reader));
    }

    /**
     * Sends a recording, which costs money; fails with a {@link TranscriptionException}.
     *
     * @param answerLimit how long the answer may take once everything is sent
     */
    public CompletionStage<HttpAnswer> upload(ApiRequest request, MultipartForm form, Duration answerLimit) {
        boolean repeatable = form.audio().isRepeatable();
        return sent(request, repeatable, call -> transport.upload(call, form, answerLimit))
                .handle((answer, thrown) -> submitted(request, answer, thrown));
    }

    /** Downloads a file as a stream, which the caller closes; fails with a {@link TranscriptionException}. */
    public CompletionStage<StreamedAnswer> download(ApiRequest request) {
        return sent(request, true, transport::download).handle((answer, thrown) -> {
            if (thrown != null) {
                throw unanswered(request, request.phase(), thrown);
            }
            if (isWhole(answer)) {
                return answer;
            }
            try (answer;
                    BodyBuffer page =
                            new BodyBuffer(transport.settings().limits().maxAnswerSize(), BodyMemory.OF_ANSWERS)) {
                throw refused(
                        request, request.phase(), page.read(answer, AnswerKind.SMALL, answer.body(), count -> {}));
            } catch (IOException brokenOff) {
                throw unanswered(request, request.phase(), brokenOff);
            }
        });
    }

    /** The failure of a submission whose 2xx answer has this defect and cannot be used: the job may exist. */
    public TranscriptionException unreadableSubmission(ApiRequest request, HttpAnswer answer, String defect) {
        return unreadable(request, Phase.SUBMISSION, answer, defect);
    }

    /** Parses an answer, such as a status; fails if the reader finds nothing in it. */
    public <T> T read(ApiRequest request, HttpAnswer answer, ThrowingFunction<String, T, IOException> reader) {
        return read(request, request.phase(), answer, reader);
    }

    private <T> T read(
            ApiRequest request, Phase phase, HttpAnswer answer, ThrowingFunction<String, T, IOException> reader) {
        String name = phase == Phase.SUBMISSION ? "the answer to the submission" : "the answer";
        try {
            T read = reader.apply(answer.text());
            if (read != null) {
                return read;
            }
        } catch (IOException broken) {
            throw unreadable(request, phase, answer, name + " is not JSON");
        }
        String missing = phase == Phase.SUBMISSION ? " has no id" : " does not say what it was asked for";
        throw unreadable(request, phase, answer, name + missing);
    }

    private TranscriptionException unreadable(ApiRequest request, Phase phase, HttpAnswer answer, String what) {
        ErrorDetails details = details(request, what + ": " + ErrorMessageReader.read(answer, secrets))
                .withHttpStatus(answer.status());
        return switch (phase) {
            case SUBMISSION -> ErrorCategory.UNCERTAIN_SUBMISSION.toException(details.withVerdict(Verdict.UNCERTAIN));
            case RELEASE -> ErrorCategory.PROVIDER_UNAVAILABLE.toException(details.withVerdict(Verdict.AGAIN));
            default -> ErrorCategory.PROVIDER_UNAVAILABLE.toException(details.withVerdict(Verdict.PENDING));
        };
    }

    /**
     * An {@link Error} while the request is made, such as a missing class, ends the request like a failure to connect.
     */
    private <A extends ResponseHead> CompletionStage<A> sent(
            ApiRequest request, boolean repeatable, Function<HttpCall, CompletionStage<A>> lane) {
        try {
            return sender.send(call(request), repeatable, lane);
        } catch (Error broken) {
            return CompletableFuture.failedFuture(
                    new NoAnswerException("the request could not be made: " + broken, true, broken));
        }
    }

    private HttpCall call(ApiRequest request) {
        return new HttpCall(
                request.method(), request.uri(baseUrl), authorization.headers(), request.body(), request.answer());
    }

    private HttpAnswer successful(ApiRequest request, Phase phase, HttpAnswer answer) {
        if (!(request.answer() == AnswerKind.TRANSCRIPT ? isWhole(answer) : answer.isSuccess())) {
            throw refused(request, phase, answer);
        }
        if (GatewayPage.isBeginningOf(answer.body())) {
            throw unreadable(request, phase, answer, "the answer is not the provider's");
        }
        return answer;
    }

    /** The statuses 204 and 205 have no body, and that of 206 is a part. */
    private static boolean isWhole(ResponseHead answer) {
        return answer.isSuccess() && (answer.status() < 204 || answer.status() > 206);
    }

    private HttpAnswer submitted(ApiRequest request, HttpAnswer answer, Throwable thrown) {
        if (thrown == null) {
            return successful(request, Phase.SUBMISSION, answer);
        }
        Throwable cause = TranscriptionException.unwrapped(thrown);
        if (cause instanceof UnreadableRecordingException) {
            throw ErrorCategory.INVALID_REQUEST.toException(
                    details(request, cause.getMessage()), withoutSecrets(cause));
        }
        throw unanswered(request, Phase.SUBMISSION, cause);
    }

    private TranscriptionException unanswered(ApiRequest request, Phase phase, Throwable thrown) {
        Throwable cause = TranscriptionException.unwrapped(thrown);
        if (cause instanceof OversizedAnswerException && phase != Phase.SUBMISSION) {
            return ErrorCategory.ANSWER_TOO_LARGE.toException(
                    details(request, String.valueOf(cause.getMessage())), cause);
        }
        if (cause instanceof Error broken && phase != Phase.SUBMISSION) {
            throw broken;
        }
        boolean neverSent = cause instanceof NoAnswerException noAnswer && noAnswer.isNeverSent();
        Row row =
                verdicts.find(phase, neverSent ? VerdictTable.NOT_CONNECTED : VerdictTable.NO_ANSWER, false, null, "");
        String message = String.valueOf(cause.getMessage());
        return row.category()
                .toException(
                        details(
                                        request,
                                        row.verdict() == Verdict.UNCERTAIN
                                                ? "the recording was sent and no answer came, so the job may exist and"
                                                        + " be paid for (" + message + ")"
                                                : message)
                                .withVerdict(row.verdict()),
                        withoutSecrets(cause));
    }

    private TranscriptionException refused(ApiRequest request, Phase phase, HttpAnswer answer) {
        String message = RequestSender.isRedirect(answer.status()) && answer.header("Location") != null
                ? "the provider redirects this request, which is not followed: baseUrl may have to be another address"
                : ErrorMessageReader.read(answer, secrets);
        Duration retryAfter = RetryAfterHeader.parse(answer.header("Retry-After"), Instant.now());
        Row row = verdicts.find(phase, answer.status(), retryAfter != null, answer.text(), message);
        if (row.verdict() == Verdict.UNCERTAIN) {
            message =
                    "the recording was sent and the answer does not say whether there is a job, so it may exist and be"
                            + " paid for (" + message + ")";
        }
        return row.category()
                .toException(details(request, message)
                        .withHttpStatus(answer.status())
                        .withRetryAfter(retryAfter)
                        .withVerdict(row.verdict()));
    }

    private ErrorDetails details(ApiRequest request, String message) {
        return ErrorDetails.of(provider, request.operation(), secrets.apply(message))
                .withJobId(request.jobId());
    }

    /** A cause may quote text of the server. A cause with a secret or a line break is left out. */
    private Throwable withoutSecrets(Throwable cause) {
        for (Throwable link = cause; link != null; link = link.getCause()) {
            String text = link.toString();
            if (!secrets.apply(text).equals(text)
                    || !OutsideText.printable(text).equals(text)) {
                return null;
            }
        }
        return cause;
    }
}

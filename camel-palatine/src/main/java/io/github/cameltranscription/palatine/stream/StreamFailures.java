/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.palatine.stream;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.net.ssl.SSLException;

import io.vertx.core.http.UpgradeRejectedException;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.RetryAfterHeader;
import io.github.cameltranscription.http.SecretMask;
import io.github.cameltranscription.http.VerdictTable;

/** The meaning of the streaming API's errors (palatine-streaming.ru.txt). */
final class StreamFailures {

    /** The provider and the operation for errors and transcripts. */
    static final String PROVIDER = "palatine";

    private static final String OPERATION = "stream";
    private static final int LONGEST_EXCERPT = 300;
    private static final String UNPAID = "not enough balance";

    /** Netty's message about an answer that is not TLS. */
    private static final String NO_TLS = "not an SSL/TLS record";

    private final SecretMask secrets;
    private final VerdictTable verdicts;

    StreamFailures(SecretMask secrets, VerdictTable verdicts) {
        this.secrets = secrets;
        this.verdicts = verdicts;
    }

    /** Whether a new connection may succeed. */
    static boolean isPassing(TranscriptionException failure) {
        return failure.getCategory() == ErrorCategory.PROVIDER_UNAVAILABLE
                || failure.getCategory() == ErrorCategory.RATE_LIMITED;
    }

    /** An error message of the service. */
    TranscriptionException ofMessage(String code, String message) {
        ErrorCategory category =
                switch (code.toUpperCase(Locale.ROOT)) {
                    case "AUTH_ERROR" -> ErrorCategory.AUTHENTICATION;
                    case "UNSUPPORTED_CODEC", "DECODE_ERROR" -> ErrorCategory.UNSUPPORTED_MEDIA;
                    // ML_SERVICE_ERROR, PROCESSING_ERROR, INTERNAL_ERROR, and undocumented codes.
                    default -> unlessUnpaid(message);
                };
        return failure(category, (code.isEmpty() ? "" : code + ": ") + message);
    }

    /** The documented message of the REST API; the streaming API may use it in an error or a close frame. */
    private static ErrorCategory unlessUnpaid(String message) {
        boolean unpaid = message != null && message.toLowerCase(Locale.ROOT).contains(UNPAID);
        return unpaid ? ErrorCategory.INSUFFICIENT_BALANCE : ErrorCategory.PROVIDER_UNAVAILABLE;
    }

    /** The connection was closed before the end of the session. */
    TranscriptionException ofClose(Short code, String reason) {
        if (unlessUnpaid(reason) == ErrorCategory.INSUFFICIENT_BALANCE) {
            return failure(ErrorCategory.INSUFFICIENT_BALANCE, "closed with " + code + ": " + reason);
        }
        String words = reason == null || reason.isBlank() ? "" : " (" + reason + ")";
        if (code == null) {
            return failure(ErrorCategory.PROVIDER_UNAVAILABLE, "the connection broke" + words);
        }
        return switch (code) {
            case 4001 -> failure(ErrorCategory.AUTHENTICATION, "closed with 4001: the token is not accepted" + words);
            case 4003 -> failure(ErrorCategory.UNSUPPORTED_MEDIA, "closed with 4003: the codec is not taken" + words);
            case 4000 -> failure(ErrorCategory.PROVIDER_UNAVAILABLE, "closed with 4000: an internal error" + words);
            case 4002 ->
                failure(
                        ErrorCategory.PROVIDER_UNAVAILABLE,
                        "closed with 4002: the recognition service is not available" + words);
            default ->
                failure(
                        ErrorCategory.PROVIDER_UNAVAILABLE,
                        "closed with " + code + " before the session was over" + words);
        };
    }

    /** The WebSocket could not be opened. */
    TranscriptionException ofConnecting(Throwable thrown) {
        if (thrown instanceof UpgradeRejectedException rejected) {
            return ofHandshake(rejected);
        }
        Throwable cause = thrown;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean tls = thrown instanceof SSLException || cause instanceof GeneralSecurityException;
        return failure(
                ErrorCategory.PROVIDER_UNAVAILABLE,
                "no connection: "
                        + (tls ? "TLS failed: " + remedy(cause) + "; the cause is " + named(cause) : named(thrown))
                        + (tls || cause == thrown ? "" : ", caused by " + named(cause)));
    }

    /** The remedy for a TLS failure. */
    private static String remedy(Throwable cause) {
        if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
            return "the server's certificate is not trusted: set sslContextParameters with a trust store that holds its"
                    + " authority";
        }
        if (cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException) {
            return "the server's certificate is not valid today: renew it, or set this machine's clock";
        }
        if (cause instanceof CertificateException) {
            return "the server's certificate is for another name: use one of its names in baseUrl";
        }
        if (String.valueOf(cause.getMessage()).startsWith(NO_TLS)) {
            return "the server does not speak TLS: correct the scheme or the port of baseUrl";
        }
        return "check protocols, cipher suites and the client's key in sslContextParameters";
    }

    private static String named(Throwable thrown) {
        return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }

    /** All audio was sent, but the service does not finish. */
    TranscriptionException unfinished(Duration waited) {
        return failure(
                ErrorCategory.PROVIDER_UNAVAILABLE,
                "the service did not finish: nothing came within responseTimeout " + waited
                        + " after the end of the audio");
    }

    private TranscriptionException ofHandshake(UpgradeRejectedException rejected) {
        int status = rejected.getStatus();
        String body = rejected.getBody() == null ? "" : rejected.getBody().toString();
        ErrorCategory category = verdicts.find(VerdictTable.Phase.QUESTION, status, false, body, body)
                .category();
        String retryAfter =
                rejected.getHeaders() == null ? null : rejected.getHeaders().get("Retry-After");
        return category.toException(details("the WebSocket was refused" + (body.isBlank() ? "" : ": " + body))
                .withHttpStatus(status)
                .withRetryAfter(RetryAfterHeader.parse(retryAfter, Instant.now())));
    }

    /** The failure of a session's stage, which is always a TranscriptionException. */
    TranscriptionException of(Throwable thrown) {
        Throwable cause = TranscriptionException.unwrapped(thrown);
        return cause instanceof TranscriptionException known
                ? known
                : failure(ErrorCategory.PROVIDER_UNAVAILABLE, "an unexpected error: " + cause);
    }

    /** A failure with this message. */
    TranscriptionException failure(ErrorCategory category, String message) {
        return category.toException(details(message));
    }

    private ErrorDetails details(String message) {
        String told = secrets.apply(message);
        return ErrorDetails.of(
                PROVIDER, OPERATION, told.length() > LONGEST_EXCERPT ? told.substring(0, LONGEST_EXCERPT) : told);
    }
}

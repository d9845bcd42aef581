/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.aiesa;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.github.cameltranscription.error.ErrorCategory;
import io.github.cameltranscription.error.ErrorDetails;
import io.github.cameltranscription.error.TranscriptionException;
import io.github.cameltranscription.http.ApiRequest;
import io.github.cameltranscription.http.HttpAnswer;
import io.github.cameltranscription.http.HttpTransport;
import io.github.cameltranscription.http.PrivateAddressException;
import io.github.cameltranscription.http.ProviderClient;
import io.github.cameltranscription.http.SecretMask;
import io.github.cameltranscription.http.StreamedAnswer;

/**
 * The files that AIESA's results lie in, on another host than its API (aiesa.ru.txt): they are asked for without the
 * signed headers, and only where no one on the way can read or change them.
 */
final class AiesaResultFiles {

    private final HttpTransport transport;
    private final SecretMask secrets;

    AiesaResultFiles(HttpTransport transport, SecretMask secrets) {
        this.transport = transport;
        this.secrets = secrets;
    }

    /** Gets a file that fits into memory. */
    CompletionStage<HttpAnswer> get(String operation, String jobId, String link) {
        ApiRequest request = ApiRequest.get(operation, jobId, "").forTranscript();
        return explained(operation, jobId, client(operation, jobId, link).send(request));
    }

    /** Gets a file as a stream, open. */
    CompletionStage<StreamedAnswer> download(String operation, String jobId, String link) {
        ApiRequest request = ApiRequest.get(operation, jobId, "");
        return explained(operation, jobId, client(operation, jobId, link).download(request));
    }

    /** A link to where we must not go is not one that has run out: another status has the same. */
    private static <T> CompletionStage<T> explained(String operation, String jobId, CompletionStage<T> file) {
        return file.exceptionally(thrown -> {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof PrivateAddressException refused) {
                    throw refusal(operation, jobId, refused.getMessage());
                }
            }
            throw thrown instanceof CompletionException wrapped ? wrapped : new CompletionException(thrown);
        });
    }

    private ProviderClient client(String operation, String jobId, String link) {
        return new ProviderClient(
                AiesaOperation.SCHEME,
                checked(operation, jobId, link),
                transport,
                Map::of,
                AiesaVerdicts.RESULTS,
                secrets);
    }

    private String checked(String operation, String jobId, String link) {
        URI address;
        try {
            address = URI.create(link);
        } catch (IllegalArgumentException malformed) {
            throw refusal(operation, jobId, "the link to the result is no address");
        }
        boolean web = address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme()) && transport.allowsPlain(address));
        if (!web) {
            throw refusal(
                    operation,
                    jobId,
                    "the result lies at " + address.getScheme() + "://" + address.getHost()
                            + ", which is not https, and is not fetched: resultType=links gives its whole address");
        }
        return address.toASCIIString();
    }

    private static TranscriptionException refusal(String operation, String jobId, String message) {
        return ErrorCategory.INVALID_REQUEST.toException(
                ErrorDetails.of(AiesaOperation.SCHEME, operation, message).withJobId(jobId));
    }
}

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
 * The files of AIESA's results, which are on another host than its API (aiesa.ru.txt). They are requested without the
 * signed headers, and only over connections that others cannot read or change.
 */
final class AiesaResultFiles {

    private final String operation;
    private final HttpTransport transport;
    private final SecretMask secrets;

    /** @param operation as errors name it */
    AiesaResultFiles(String operation, HttpTransport transport, SecretMask secrets) {
        this.operation = operation;
        this.transport = transport;
        this.secrets = secrets;
    }

    /** Gets a file that fits into memory. */
    CompletionStage<HttpAnswer> get(String jobId, String link) {
        ApiRequest request = ApiRequest.get(operation, jobId, "").forTranscript();
        return explained(jobId, client(jobId, link).send(request));
    }

    /** Gets a file as a stream, open. */
    CompletionStage<StreamedAnswer> download(String jobId, String link) {
        ApiRequest request = ApiRequest.get(operation, jobId, "");
        return explained(jobId, client(jobId, link).download(request));
    }

    /** A link to a private address is not one that has expired: the next status would have it too. */
    private <T> CompletionStage<T> explained(String jobId, CompletionStage<T> file) {
        return file.exceptionally(thrown -> {
            for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause instanceof PrivateAddressException refused) {
                    throw refusal(jobId, refused.getMessage());
                }
            }
            throw thrown instanceof CompletionException wrapped ? wrapped : new CompletionException(thrown);
        });
    }

    private ProviderClient client(String jobId, String link) {
        return new ProviderClient(
                AiesaOperation.SCHEME, checked(jobId, link), transport, Map::of, AiesaVerdicts.RESULTS, secrets);
    }

    private String checked(String jobId, String link) {
        URI address;
        try {
            address = URI.create(link);
        } catch (IllegalArgumentException malformed) {
            throw refusal(jobId, "the link to the result is no address");
        }
        boolean web = address.getHost() != null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme()) && transport.allowsPlain(address));
        if (!web) {
            throw refusal(
                    jobId,
                    "the result lies at " + address.getScheme() + "://" + address.getHost()
                            + ", which is not https, and is not fetched: resultType=links gives its whole address");
        }
        return address.toASCIIString();
    }

    private TranscriptionException refusal(String jobId, String message) {
        return ErrorCategory.INVALID_REQUEST.toException(
                ErrorDetails.of(AiesaOperation.SCHEME, operation, message).withJobId(jobId));
    }
}

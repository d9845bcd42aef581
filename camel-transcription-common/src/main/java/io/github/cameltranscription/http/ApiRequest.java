/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call of a provider's API.
 *
 * @param operation the operation, for errors
 * @param jobId the job, or {@code null}
 * @param method the HTTP method
 * @param path the path after the base address, with a leading slash; may contain <code>{jobId}</code>
 * @param query the query parameters in order
 * @param body a small body, or {@code null}
 * @param answer the kind of answer
 */
public record ApiRequest(
        String operation,
        String jobId,
        String method,
        String path,
        Map<String, String> query,
        RequestBody body,
        AnswerKind answer) {

    /** Keeps its own copy of the query. */
    public ApiRequest {
        query = new LinkedHashMap<>(query);
    }

    /** A GET about a job; {@code jobId} may be {@code null}. */
    public static ApiRequest get(String operation, String jobId, String path) {
        return new ApiRequest(operation, jobId, "GET", path, Map.of(), null, AnswerKind.SMALL);
    }

    /** A POST; {@code jobId} may be {@code null}. */
    public static ApiRequest post(String operation, String jobId, String path) {
        return new ApiRequest(operation, jobId, "POST", path, Map.of(), null, AnswerKind.SMALL);
    }

    /** The same call with these query parameters. */
    public ApiRequest withQuery(Map<String, String> newQuery) {
        return new ApiRequest(operation, jobId, method, path, newQuery, body, answer);
    }

    /** The same call with this body. */
    public ApiRequest withBody(RequestBody newBody) {
        return new ApiRequest(operation, jobId, method, path, query, newBody, answer);
    }

    /** The same call for an answer with a transcript. */
    public ApiRequest forTranscript() {
        return new ApiRequest(operation, jobId, method, path, query, body, AnswerKind.TRANSCRIPT);
    }

    /** The phase of a call that costs no money. */
    VerdictTable.Phase phase() {
        if (jobId == null) {
            return VerdictTable.Phase.QUESTION;
        }
        return method.equals("GET") ? VerdictTable.Phase.POLL : VerdictTable.Phase.RELEASE;
    }

    /**
     * The whole address.
     *
     * @param baseUrl without a slash at its end
     */
    URI uri(String baseUrl) {
        StringBuilder address = new StringBuilder(baseUrl);
        address.append(jobId == null ? path : path.replace("{jobId}", encoded(jobId)));
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            address.append(separator)
                    .append(encoded(parameter.getKey()))
                    .append('=')
                    .append(encoded(parameter.getValue()));
            separator = '&';
        }
        return URI.create(address.toString());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Leaves out the query and the body. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}

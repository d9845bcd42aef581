/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.request;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.vertx.core.MultiMap;

/** One request as it arrived, and how it was answered. */
public final class RecordedRequest {

    /** {@link #answerStatus()} of a request that got no answer. */
    public static final int NO_ANSWER = -1;

    private final String method;
    private final String path;
    private final String query;
    private final MultiMap headers;
    private final UploadedFile file;
    private final Map<String, String> fields;
    private final String body;
    private final boolean complete;
    private final int answerStatus;
    private final String jobId;

    /** For the simulator itself; the headers are kept by reference, so that recording a poll costs next to nothing. */
    public RecordedRequest(
            String method,
            String path,
            String query,
            MultiMap headers,
            UploadedFile file,
            Map<String, String> fields,
            String body,
            boolean complete,
            int answerStatus,
            String jobId) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.file = file;
        this.fields = fields;
        this.body = body;
        this.complete = complete;
        this.answerStatus = answerStatus;
        this.jobId = jobId;
    }

    /** For example {@code POST}. */
    public String method() {
        return method;
    }

    /** With the provider's prefix, without the query, not decoded. */
    public String path() {
        return path;
    }

    /** Not decoded; null if there was none. */
    public String query() {
        return query;
    }

    /** First decoded value of a query parameter; null if absent. */
    public String queryParameter(String name) {
        List<String> values = queryParameters().get(name);
        return values == null ? null : values.get(0);
    }

    /** All query parameters, decoded, in the order in which they came. */
    public Map<String, List<String>> queryParameters() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(URLDecoder.decode(name, StandardCharsets.UTF_8), key -> new ArrayList<>())
                        .add(URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** First value of a header, whatever the case of its name; null if absent. */
    public String header(String name) {
        return headers.get(name);
    }

    /** All headers in the order in which they came. */
    public List<Map.Entry<String, String>> headers() {
        return headers.entries();
    }

    /** The uploaded file; null if there was none, or if the request was refused before its body was read. */
    public UploadedFile file() {
        return file;
    }

    /** Form fields of a multipart body beside the file; the values of a repeated field are joined by commas. */
    public Map<String, String> fields() {
        return fields;
    }

    /** Text of a JSON body; null if there was none. */
    public String body() {
        return body;
    }

    /** Whether the body came chunked, that is without a Content-Length. */
    public boolean chunked() {
        String encoding = headers.get("Transfer-Encoding");
        return encoding != null && encoding.toLowerCase(Locale.ROOT).contains("chunked");
    }

    /** Value of Content-Length; -1 if there was none. */
    public long contentLength() {
        String length = headers.get("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    /** False if the client closed the connection before it had sent the whole body, or a fault did not read it. */
    public boolean complete() {
        return complete;
    }

    /** HTTP status of the answer, or {@link #NO_ANSWER}. */
    public int answerStatus() {
        return answerStatus;
    }

    /** The job that the request created or named; null if none. */
    public String jobId() {
        return jobId;
    }

    /** One line, without secrets: headers, which carry keys and signatures, never show. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(method).append(' ').append(path);
        if (query != null) {
            line.append('?').append(query);
        }
        if (file != null) {
            line.append(" file=\"")
                    .append(file.fileName())
                    .append("\" ")
                    .append(file.contentType())
                    .append(' ')
                    .append(file.size())
                    .append(" bytes");
        }
        line.append(chunked() ? " chunked" : "");
        line.append(complete ? "" : " (body not complete)");
        return line.append(answerStatus == NO_ANSWER ? " -> no answer" : " -> " + answerStatus)
                .toString();
    }
}

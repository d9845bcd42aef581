/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.net.URI;
import java.util.Map;

/**
 * One HTTP request.
 *
 * @param method such as {@code GET}
 * @param uri the whole address
 * @param headers by name; they may contain credentials
 * @param body a small body, or {@code null} for none
 * @param answer the kind of answer
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, RequestBody body, AnswerKind answer) {

    /** The same request to another address, with other headers. */
    HttpCall to(URI newUri, Map<String, String> newHeaders) {
        return new HttpCall(method, newUri, newHeaders, body, answer);
    }

    /** Leaves out user info, headers and query, which may contain credentials, and the body. */
    @Override
    public String toString() {
        return method + " " + uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + uri.getRawPath();
    }
}

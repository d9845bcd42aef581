/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.vertx.core.http.HttpMethod;

import io.github.cameltranscription.simulator.provider.ProviderCall;

/** The calls of Shopot's REST API. */
public enum ShopotCall implements ProviderCall {
    /** {@code POST /transcribe}, with a file or a link. */
    SUBMIT(HttpMethod.POST),
    /** {@code GET /transcribe/{id}}, or {@code GET /status/{id}}, of which only {@link ShopotVariant#PUBLIC} knows. */
    STATUS(HttpMethod.GET),
    /** Anything else; answered 404 or 405. */
    UNKNOWN(null);

    private static final String SUBMIT_PATH = ShopotSimulator.PREFIX + "/transcribe";
    private static final String STATUS_PATH = SUBMIT_PATH + "/";
    private static final String PUBLIC_STATUS_PATH = ShopotSimulator.PREFIX + "/status/";

    private final HttpMethod method;

    ShopotCall(HttpMethod method) {
        this.method = method;
    }

    static ShopotCall of(String requestPath) {
        if (requestPath.equals(SUBMIT_PATH)) {
            return SUBMIT;
        }
        return names(requestPath, STATUS_PATH) || isPublicStatus(requestPath) ? STATUS : UNKNOWN;
    }

    static boolean isPublicStatus(String requestPath) {
        return names(requestPath, PUBLIC_STATUS_PATH);
    }

    private static boolean names(String requestPath, String prefix) {
        return requestPath.startsWith(prefix) && requestPath.indexOf('/', prefix.length()) < 0;
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    @Override
    public String jobId(String requestPath) {
        return this == STATUS ? requestPath.substring(requestPath.lastIndexOf('/') + 1) : null;
    }
}

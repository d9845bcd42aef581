/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.shopot;

import io.vertx.core.http.HttpMethod;

import io.github.cameltranscription.simulator.provider.ProviderCall;

/** The calls of Shopot's REST API. */
public enum ShopotCall implements ProviderCall {
    /** {@code POST /transcribe}, with a file or a link. */
    SUBMIT(HttpMethod.POST),
    /** {@code GET /transcribe/{id}}. */
    STATUS(HttpMethod.GET),
    /** Anything else; answered 404 or 405. */
    UNKNOWN(null);

    /** Paths begin with it. */
    static final String PREFIX = "/shopot/v1";

    private static final String SUBMIT_PATH = PREFIX + "/transcribe";
    private static final String STATUS_PATH = SUBMIT_PATH + "/";

    private final HttpMethod method;

    ShopotCall(HttpMethod method) {
        this.method = method;
    }

    static ShopotCall of(String requestPath) {
        if (requestPath.equals(SUBMIT_PATH)) {
            return SUBMIT;
        }
        boolean namesJob = requestPath.startsWith(STATUS_PATH) && requestPath.indexOf('/', STATUS_PATH.length()) < 0;
        return namesJob ? STATUS : UNKNOWN;
    }

    @Override
    public boolean isKnown() {
        return this != UNKNOWN;
    }

    @Override
    public boolean allows(HttpMethod requestMethod) {
        return method.equals(requestMethod);
    }

    /** The job that a path of this call names; null if it names none. */
    String jobId(String requestPath) {
        return this == STATUS ? requestPath.substring(STATUS_PATH.length()) : null;
    }
}

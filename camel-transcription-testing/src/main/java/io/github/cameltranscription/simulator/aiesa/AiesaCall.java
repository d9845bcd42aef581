/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import io.vertx.core.http.HttpMethod;

import io.github.cameltranscription.simulator.provider.ProviderCall;

/** The calls of AIESA's REST API, and of the server where the results lie. */
public enum AiesaCall implements ProviderCall {
    /** {@code POST /transcriptions/calculate}. */
    CALCULATE(HttpMethod.POST),
    /** {@code POST /transcriptions}, with a file or a link. */
    SUBMIT(HttpMethod.POST),
    /** {@code GET /transcriptions/{id}}. */
    STATUS(HttpMethod.GET),
    /** {@code GET /ai/models}. */
    MODELS(HttpMethod.GET),
    /** A file of a job, on the server of the results. */
    RESULT(HttpMethod.GET),
    /** Anything else; answered 404 or 405. */
    UNKNOWN(null);

    /** Paths of the API begin with it. */
    static final String PREFIX = "/aiesa/api/v1";

    private static final String SUBMIT_PATH = PREFIX + "/transcriptions";
    private static final String STATUS_PATH = SUBMIT_PATH + "/";
    private static final String CALCULATE_PATH = STATUS_PATH + "calculate";
    private static final String MODELS_PATH = PREFIX + "/ai/models";

    private final HttpMethod method;

    AiesaCall(HttpMethod method) {
        this.method = method;
    }

    /** The call that a path of the API means. */
    static AiesaCall of(String requestPath) {
        switch (requestPath) {
            case SUBMIT_PATH:
                return SUBMIT;
            case CALCULATE_PATH:
                return CALCULATE;
            case MODELS_PATH:
                return MODELS;
            default:
                boolean namesJob =
                        requestPath.startsWith(STATUS_PATH) && requestPath.indexOf('/', STATUS_PATH.length()) < 0;
                return namesJob ? STATUS : UNKNOWN;
        }
    }

    @Override
    public boolean isKnown() {
        return this != UNKNOWN;
    }

    @Override
    public boolean allows(HttpMethod requestMethod) {
        return method.equals(requestMethod);
    }

    /** The job that a path of this call of the API names; null if it names none. */
    String jobId(String requestPath) {
        return this == STATUS ? requestPath.substring(STATUS_PATH.length()) : null;
    }
}

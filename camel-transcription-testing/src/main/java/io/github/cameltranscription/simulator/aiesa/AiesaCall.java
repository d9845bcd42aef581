/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator.aiesa;

import java.util.Locale;
import java.util.regex.Pattern;

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

    private static final Pattern VERSION = Pattern.compile("v[12]");

    private static final String SUBMIT_PATH = "/transcriptions";
    private static final String STATUS_PATH = SUBMIT_PATH + "/";
    private static final String CALCULATE_PATH = STATUS_PATH + "calculate";
    private static final String MODELS_PATH = "/ai/models";

    private final HttpMethod method;

    AiesaCall(HttpMethod method) {
        this.method = method;
    }

    /** Where the API of a version lies. */
    static String prefix(AiesaVariant version) {
        return AiesaSimulator.PREFIX + version.name().toLowerCase(Locale.ROOT);
    }

    /** The call that a path of the API means, in either version. */
    static AiesaCall of(String requestPath) {
        String path = withoutVersion(requestPath);
        return switch (path) {
            case SUBMIT_PATH -> SUBMIT;
            case CALCULATE_PATH -> CALCULATE;
            case MODELS_PATH -> MODELS;
            default -> path.startsWith(STATUS_PATH) && path.indexOf('/', STATUS_PATH.length()) < 0 ? STATUS : UNKNOWN;
        };
    }

    /** The call that a path of the server of the results means. */
    static AiesaCall ofResult(String requestPath) {
        return AiesaResultPath.of(requestPath) == null ? UNKNOWN : RESULT;
    }

    /** Empty where there is no such version. */
    private static String withoutVersion(String requestPath) {
        int end = requestPath.indexOf('/', AiesaSimulator.PREFIX.length());
        return end >= 0
                        && VERSION.matcher(requestPath.substring(AiesaSimulator.PREFIX.length(), end))
                                .matches()
                ? requestPath.substring(end)
                : "";
    }

    @Override
    public HttpMethod method() {
        return method;
    }

    @Override
    public String jobId(String requestPath) {
        return switch (this) {
            case STATUS -> requestPath.substring(requestPath.lastIndexOf('/') + 1);
            case RESULT -> AiesaResultPath.of(requestPath).jobId();
            default -> null;
        };
    }
}

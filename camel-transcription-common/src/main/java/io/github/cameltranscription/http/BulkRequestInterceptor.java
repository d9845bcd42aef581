/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.time.Duration;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.util.Timeout;

/**
 * Gives a single request what Camel HTTP can only set for a whole endpoint, its limit for the answer, and what it does
 * not offer, a way to cut the connection. Camel HTTP is synchronous, so the thread says which request it is.
 */
final class BulkRequestInterceptor implements ExecChainHandler {

    private record Current(Duration answerLimit, StallWatch watch) {}

    private final ThreadLocal<Current> current = new ThreadLocal<>();
    private final String proxyAuthorization;

    /**
     * @param proxyAuthorization what a proxy is told before it asks, since a recording that comes as a stream cannot be
     *                           sent a second time; {@code null} for nothing
     */
    BulkRequestInterceptor(String proxyAuthorization) {
        this.proxyAuthorization = proxyAuthorization;
    }

    @FunctionalInterface
    interface Request {
        void run() throws Exception;
    }

    void during(Duration answerLimit, StallWatch watch, Request request) throws Exception {
        current.set(new Current(answerLimit, watch));
        try {
            request.run();
        } finally {
            current.remove();
        }
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Current here = current.get();
        if (here != null) {
            RequestConfig config = scope.clientContext.getRequestConfigOrDefault();
            scope.clientContext.setRequestConfig(RequestConfig.copy(config)
                    .setResponseTimeout(Timeout.of(here.answerLimit()))
                    .build());
            if (here.watch() != null) {
                here.watch().onStall(scope.execRuntime::discardEndpoint);
            }
        }
        if (proxyAuthorization != null && !scope.route.isTunnelled()) {
            request.setHeader(HttpHeaders.PROXY_AUTHORIZATION, proxyAuthorization);
        }
        return chain.proceed(request, scope);
    }
}

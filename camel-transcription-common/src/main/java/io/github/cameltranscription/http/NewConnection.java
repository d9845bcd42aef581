/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.io.InterruptedIOException;

import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * Sends each request with a body, which may cost money, on a new connection. On a used one the server may be about to
 * close it, which would make a submission uncertain, or may have sent an answer that belongs to no request.
 */
final class NewConnection implements AsyncExecChainHandler {

    @Override
    public void execute(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        if (body == null) {
            chain.proceed(request, null, scope, callback);
            return;
        }
        FutureCallback<AsyncExecRuntime> leased = new FutureCallback<>() {
            @Override
            public void completed(AsyncExecRuntime runtime) {
                runtime.disconnectEndpoint();
                try {
                    chain.proceed(request, body, scope, callback);
                } catch (HttpException | IOException failure) {
                    callback.failed(failure);
                }
            }

            @Override
            public void failed(Exception failure) {
                callback.failed(failure);
            }

            @Override
            public void cancelled() {
                callback.failed(new InterruptedIOException("the request was cancelled"));
            }
        };
        scope.cancellableDependency.setDependency(
                scope.execRuntime.acquireEndpoint(scope.exchangeId, scope.route, null, scope.clientContext, leased));
    }
}

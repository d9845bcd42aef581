/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.http;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.async.AsyncExecChainHandler;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;

/**
 * Cancels every step of a request. HttpClient 5.5 keeps the step that was set last. On a used connection that is the
 * lease, which is over by then, so that a cancelled request would keep its connection for ever.
 */
final class RequestCancellation implements AsyncExecChainHandler {

    private static final class Steps implements CancellableDependency {

        private final Queue<Cancellable> steps = new ConcurrentLinkedQueue<>();
        private volatile boolean cancelled;

        @Override
        public void setDependency(Cancellable step) {
            steps.add(step);
            if (cancelled) {
                step.cancel();
            }
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }

        @Override
        public boolean cancel() {
            cancelled = true;
            steps.forEach(Cancellable::cancel);
            return true;
        }
    }

    @Override
    public void execute(
            HttpRequest request,
            AsyncEntityProducer body,
            AsyncExecChain.Scope scope,
            AsyncExecChain chain,
            AsyncExecCallback callback)
            throws HttpException, IOException {
        Steps steps = new Steps();
        scope.cancellableDependency.setDependency(steps);
        chain.proceed(
                request,
                body,
                new AsyncExecChain.Scope(
                        scope.exchangeId,
                        scope.route,
                        scope.originalRequest,
                        steps,
                        scope.clientContext,
                        scope.execRuntime,
                        scope.scheduler,
                        scope.execCount),
                callback);
    }
}

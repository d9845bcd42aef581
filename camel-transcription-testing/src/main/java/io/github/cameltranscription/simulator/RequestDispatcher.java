/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.simulator;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Hands each request to the provider whose path it has. */
final class RequestDispatcher implements Handler<HttpServerRequest> {

    private record Provider(Predicate<String> owns, Handler<HttpServerRequest> handler) {}

    private final List<Provider> providers = new CopyOnWriteArrayList<>();

    void add(Predicate<String> owns, Handler<HttpServerRequest> handler) {
        providers.add(new Provider(owns, handler));
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        for (Provider provider : providers) {
            if (provider.owns().test(path)) {
                provider.handler().handle(request);
                return;
            }
        }
        request.response().setStatusCode(404).end("No provider is simulated under this path\n");
    }
}

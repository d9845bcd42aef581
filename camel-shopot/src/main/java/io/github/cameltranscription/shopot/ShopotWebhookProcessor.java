/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.net.HttpURLConnection;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;

/** Takes HTTP requests off the server's threads, which may be event loops, and answers them. */
final class ShopotWebhookProcessor extends AsyncProcessorSupport {

    private final ShopotWebhook webhook;
    private final Supplier<Executor> threads;

    /**
     * @param threads known once the endpoint is started
     */
    ShopotWebhookProcessor(ShopotWebhook webhook, Supplier<Executor> threads) {
        this.webhook = webhook;
        this.threads = threads;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        try {
            threads.get().execute(() -> webhook.receive(exchange).thenAccept(status -> {
                new ShopotWebhookRequest(exchange).answer(status);
                callback.done(false);
            }));
            return false;
        } catch (RejectedExecutionException tooBusy) {
            // Shopot tries again later, as it does after any answer that is no success.
            new ShopotWebhookRequest(exchange).answer(HttpURLConnection.HTTP_UNAVAILABLE);
            callback.done(true);
            return true;
        }
    }
}

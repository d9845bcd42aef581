/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;

import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * Receives callbacks from any HTTP server of Camel. It reads the body on the server's thread, because such servers have a
 * thread for each request. Vert.x does not, so there {@link ShopotVertxConsumer} reads it.
 */
final class ShopotWebhookProcessor extends AsyncProcessorSupport {

    private static final int BUFFER = 8 * 1024;

    private final ShopotWebhook webhook;

    ShopotWebhookProcessor(ShopotWebhook webhook) {
        this.webhook = webhook;
    }

    ShopotWebhook webhook() {
        return webhook;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        ShopotCallback received;
        try {
            received = read(exchange.getMessage());
        } catch (ShopotRefusal refusal) {
            webhook.refused(refusal);
            answer(exchange, refusal.status());
            callback.done(true);
            return true;
        }
        webhook.receive(received).thenAccept(status -> {
            answer(exchange, status);
            callback.done(false);
        });
        return false;
    }

    private ShopotCallback read(Message message) {
        // The body is counted: Camel's header Content-Length may come from the address.
        ShopotCallback callback = webhook.open(
                message.getHeader(ShopotWebhook.CALLBACK_ID_HEADER, String.class),
                message.getHeader(Exchange.HTTP_RAW_QUERY, String.class),
                -1);
        try (InputStream body = message.getBody(InputStream.class)) {
            byte[] buffer = new byte[BUFFER];
            for (int length = read(body, buffer); length >= 0; length = read(body, buffer)) {
                callback.append(buffer, length);
            }
            return callback;
        } catch (ShopotRefusal refusal) {
            callback.close();
            throw refusal;
        } catch (IOException | RuntimeException brokenOff) {
            callback.close();
            throw new ShopotRefusal(HttpURLConnection.HTTP_BAD_REQUEST, "it broke off");
        }
    }

    private static int read(InputStream body, byte[] buffer) throws IOException {
        return body == null ? -1 : body.read(buffer);
    }

    private static void answer(Exchange exchange, int status) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody("");
        exchange.setException(null);
    }
}

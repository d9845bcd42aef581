/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.shopot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The HTTP request of a callback, and its answer. */
final class ShopotWebhookRequest {

    private static final String CALLBACK_ID_HEADER = "X-Callback-ID";

    private final Exchange exchange;

    ShopotWebhookRequest(Exchange exchange) {
        this.exchange = exchange;
    }

    /** The header X-Callback-ID as it came, or {@code null}. */
    String callbackId() {
        return exchange.getMessage().getHeader(CALLBACK_ID_HEADER, String.class);
    }

    /**
     * The body.
     *
     * @param  limit       how many bytes it may have
     * @return             the text, or {@code null} if it is longer
     * @throws IOException if it breaks off
     */
    String body(int limit) throws IOException {
        Message message = exchange.getMessage();
        Long announced = message.getHeader(Exchange.CONTENT_LENGTH, Long.class);
        if (announced != null && announced > limit) {
            return null;
        }
        InputStream stream = message.getBody(InputStream.class);
        if (stream == null) {
            return "";
        }
        try (stream) {
            byte[] bytes = stream.readNBytes(limit == Integer.MAX_VALUE ? limit : limit + 1);
            return bytes.length > limit ? null : new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Answers with a status and nothing else. */
    void answer(int status) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setBody("");
        exchange.setException(null);
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.examples.jobspage;

import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** The answers of the server, without the headers of the request. */
final class Reply {

    static final ObjectMapper JSON = new ObjectMapper();

    private static final int UNAUTHORIZED = 401;
    private static final int SERVER_ERROR = 500;

    private Reply() {}

    /** Answers with a body of this type. */
    static void with(Exchange exchange, int status, String contentType, Object body) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader(Exchange.CONTENT_TYPE, contentType);
        message.setHeader("X-Content-Type-Options", "nosniff");
        message.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        message.setHeader("Referrer-Policy", "no-referrer");
        message.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; sandbox");
        message.setBody(body);
    }

    static void json(Exchange exchange, String json) {
        with(exchange, 200, "application/json", json);
    }

    static void json(Exchange exchange, Object value) {
        json(exchange, 200, value);
    }

    private static void json(Exchange exchange, int status, Object value) {
        try {
            with(exchange, status, "application/json", JSON.writeValueAsString(value));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void refused(Exchange exchange) {
        RefusedException refused = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, RefusedException.class);
        json(exchange, refused.status(), Map.of("error", refused.getMessage()));
        if (refused.status() == UNAUTHORIZED) {
            exchange.getMessage().setHeader("WWW-Authenticate", "Basic realm=\"jobs\", charset=\"UTF-8\"");
        }
    }

    /** Hides the reason, which may contain paths; the log has it. */
    static void failed(Exchange exchange) {
        json(exchange, SERVER_ERROR, Map.of("error", "It failed; the log says why."));
    }
}

/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Exchange;

/**
 * What a producer answers: a new body, and headers beside those of the incoming message, which stay.
 *
 * @param body    the new body, or {@code null}
 * @param headers by name; {@code null} values are not set
 */
public record Reply(Object body, Map<String, Object> headers) {

    /** A reply without headers yet. */
    public static Reply of(Object body) {
        return new Reply(body, new LinkedHashMap<>());
    }

    /** Adds a header; a {@code null} value adds nothing. */
    public Reply with(String header, Object value) {
        if (value != null) {
            headers.put(header, value);
        }
        return this;
    }

    /** Adds headers. */
    public Reply withAll(Map<String, Object> more) {
        more.forEach(this::with);
        return this;
    }

    /**
     * Puts body and headers into the message of an exchange; its other headers stay. The headers describe the reply: none
     * of them overrides an option of a later call.
     *
     * @param exchange what the reply is for
     * @param endpoint whose reply it is
     */
    public void writeTo(Exchange exchange, TranscriptionEndpoint<?> endpoint) {
        exchange.getMessage().setBody(body);
        ReplyHeaders.set(exchange, headers, endpoint.steeringHeaders());
    }
}

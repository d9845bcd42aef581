/* SPDX-License-Identifier: Apache-2.0 */
package io.github.cameltranscription.component;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * Tells headers that a reply has set from headers that a route has set. Both have the same names: the language that a
 * provider heard must not become the language that the next call asks for.
 */
public final class ReplyHeaders {

    /** Copies of an exchange inherit its properties, so the map in it is replaced and never changed. */
    private static final String PROPERTY = "CamelTranscriptionReplyHeaders";

    /** They name a job, which is what a reply passes on. */
    private static final Set<String> OF_JOB =
            Set.of(TranscriptionConstants.JOB_ID, TranscriptionConstants.JOB_KEY, TranscriptionConstants.FILE_NAME);

    private ReplyHeaders() {}

    /**
     * Sets the headers of a reply.
     *
     * @param exchange holds the message
     * @param headers  by name; no {@code null} values
     * @param steering the headers that operations take as options: where the route has set one, it stays
     */
    static void set(Exchange exchange, Map<String, Object> headers, Set<String> steering) {
        Message message = exchange.getMessage();
        Map<String, Object> known = new HashMap<>(known(exchange));
        headers.forEach((name, value) -> {
            if (!steering.contains(name)
                    || OF_JOB.contains(name)
                    || message.getHeader(name) == null
                    || isOfReply(message, name)) {
                Object instance = ownInstance(value);
                known.put(name, instance);
                message.setHeader(name, instance);
            }
        });
        exchange.setProperty(PROPERTY, Map.copyOf(known));
    }

    /** Constants are shared, so a route may set the very same one. */
    private static Object ownInstance(Object value) {
        if (value instanceof String text) {
            return new String(text);
        }
        return value instanceof Double number ? Double.valueOf(number.doubleValue()) : value;
    }

    /**
     * A header as the route has set it.
     *
     * @return the value, or {@code null} if there is none or a reply has set it
     */
    public static Object given(Message message, String name) {
        return isOfReply(message, name) ? null : message.getHeader(name);
    }

    /**
     * A header as the route has set it, else the option that it overrides.
     *
     * @param option the option's value, or {@code null}
     */
    public static String given(Message message, String name, String option) {
        return isOfReply(message, name) ? option : message.getHeader(name, option, String.class);
    }

    private static boolean isOfReply(Message message, String name) {
        Object value = message.getHeader(name);
        return value != null
                && message.getExchange() != null
                && known(message.getExchange()).get(name) == value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> known(Exchange exchange) {
        Map<String, Object> known = exchange.getProperty(PROPERTY, Map.class);
        return known == null ? Map.of() : known;
    }
}
